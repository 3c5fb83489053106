import type { Tx } from '../../platform/database/index.ts';

/**
 * Ends a unit that nobody works in any more.
 * @returns false when it is not the actor's
 * @throws database error OW035 while somebody works there, a unit stands below it, or a case is with it
 */
export async function endUnit(tx: Tx, of: { unit: number; on: Temporal.PlainDate }): Promise<boolean> {
  const ended = await tx.db
    .updateTable('people.unit')
    .set({ ended_on: of.on.toString() })
    .where('id', '=', of.unit)
    .executeTakeFirst();
  if (ended.numUpdatedRows === 0n) return false;
  tx.record('people.unit.ended', { detail: { unit: of.unit } });
  return true;
}
