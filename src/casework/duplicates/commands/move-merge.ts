import type { Tx } from '../../../platform/database/index.ts';
import { found, tooLate } from '../../../platform/web/index.ts';
import type { MergeState } from '../queries/looked-at.ts';
import { recordForCases } from './record-for-cases.ts';

/** What can be done with a merge that somebody proposed, each from one state to another. */
export const mergeMoves = {
  confirm: { from: 'proposed', to: 'merged', event: 'people.merge.confirmed' },
  turnDown: { from: 'proposed', to: 'turned down', event: 'people.merge.turned-down' },
  askToPart: { from: 'merged', to: 'undo proposed', event: 'people.merge.undo-proposed' },
  part: { from: 'undo proposed', to: 'undone', event: 'people.merge.undone' },
  keep: { from: 'undo proposed', to: 'merged', event: 'people.merge.kept' },
} as const satisfies Record<string, { from: MergeState; to: MergeState; event: string }>;
export type MergeMove = keyof typeof mergeMoves;

/**
 * Moves a merge on. The database joins or parts the records, and refuses whoever proposed it (OW110).
 * @param undoReason why the records shall be parted again, for `askToPart` alone
 * @throws a refusal with 404 when the actor may not see both persons, and with 409 when somebody was faster
 */
export async function moveMerge(
  tx: Tx,
  move: MergeMove,
  { id, undoReason }: { id: number; undoReason?: string },
): Promise<void> {
  const { from, to, event } = mergeMoves[move];
  const merge = found(
    await tx.db
      .selectFrom('people.merge')
      .select(['kept_id', 'merged_id'])
      .where('id', '=', id)
      .executeTakeFirst(),
  );
  const moved = await tx.db
    .updateTable('people.merge')
    .set({ state: to, ...(undoReason === undefined ? {} : { undo_reason: undoReason }) })
    .where('id', '=', id)
    .where('state', '=', from)
    .returning('id')
    .executeTakeFirst();
  if (!moved) throw tooLate('duplicates.refusal.moved');
  const detail = { merge: id, kept: merge.kept_id, merged: merge.merged_id };
  await recordForCases(tx, event, { persons: [merge.kept_id, merge.merged_id], detail });
}
