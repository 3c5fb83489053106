import { sql } from 'kysely';
import type { Tx } from '../../platform/database/index.ts';

/**
 * Gives a unit another name, everywhere and at once.
 * @returns false when a unit beside it has that name, or the unit is not the actor's
 */
export async function renameUnit(tx: Tx, of: { unit: number; name: string }): Promise<boolean> {
  const beside = sql<boolean>`not exists (select from people.unit other join people.unit me on me.parent_id = other.parent_id
    where me.id = ${of.unit} and other.id <> me.id and other.name = ${of.name})`;
  const renamed = await tx.db
    .updateTable('people.unit')
    .set({ name: of.name })
    .where('id', '=', of.unit)
    .where(beside)
    .executeTakeFirst();
  if (renamed.numUpdatedRows === 0n) return false;
  tx.record('people.unit.renamed', { detail: { unit: of.unit } });
  return true;
}
