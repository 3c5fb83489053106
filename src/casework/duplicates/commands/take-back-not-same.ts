import type { Tx } from '../../../platform/database/index.ts';
import { found } from '../../../platform/web/index.ts';
import { recordForCases } from './record-for-cases.ts';

/**
 * Takes back that two records are two people: they are likely duplicates again.
 * @throws a refusal with 404 when it is not there, was taken back already, or the actor may not see both
 */
export async function takeBackNotSame(
  tx: Tx,
  { id, now }: { id: number; now: Temporal.Instant },
): Promise<void> {
  const said = found(
    await tx.db
      .updateTable('people.not_same')
      .set({ taken_back_at: now.toString() })
      .where('id', '=', id)
      .where('taken_back_at', 'is', null)
      .returning(['one_id', 'other_id'])
      .executeTakeFirst(),
  );
  const persons = [said.one_id, said.other_id] as const;
  await recordForCases(tx, 'people.notsame.taken-back', { persons, detail: { notSame: id } });
}
