import { sql } from 'kysely';
import type { Actor, Tx } from '../../../platform/database/index.ts';
import { found } from '../../../platform/web/index.ts';

export type Parted = { readonly kept: number; readonly merged: number; readonly isAsBefore: boolean };

/**
 * Makes two records of one again: both say what they said before. Where somebody worked on the one that stayed, that stays
 * as it is, and only the other comes back.
 * @throws a refusal with 404 when there is no such merge, or it was undone already
 */
export async function partRecords(
  tx: Tx,
  { id, actor, note }: { id: number; actor: Actor; note: string },
): Promise<Parted> {
  const merge = found(
    await tx.db
      .updateTable('evidence.merge')
      .set({ undone_by: actor.accountId, undone_at: sql<string>`now()` })
      .where('id', '=', id)
      .where('undone_at', 'is', null)
      .returning(['kept', 'merged', 'version_before', 'version_after'])
      .executeTakeFirst(),
  );
  const { kept, merged } = merge;
  await tx.db
    .updateTable('evidence.record')
    .set({ state: 'public', merged_into: null, change_note: note })
    .where('number', '=', merged)
    .where('merged_into', '=', kept)
    .execute();
  const { rows } =
    await sql`update evidence.record r set entry = v.entry, change_note = ${note} from evidence.record_version v
    where r.number = ${kept} and r.version = ${merge.version_after} and r.state = 'public'
      and v.record = r.number and v.version = ${merge.version_before} returning r.number`.execute(tx.db);
  tx.record('evidence.records.parted', { detail: { merge: id, kept, merged } });
  return { kept, merged, isAsBefore: rows.length > 0 };
}
