import type { Tx } from '../../platform/database/index.ts';

/** A unit below one of the actor's own. Its kind must be one that can stand there. */
export type NewUnit = { parent: number; kind: string; name: string; securityLevel: string | null };

/**
 * Adds a hospital, a ward, a team or another unit.
 * @returns its number; undefined when there is one of that name already
 * @throws database error 42501 outside the actor's units, OW034 for a kind that does not stand there
 */
export async function addUnit(tx: Tx, unit: NewUnit): Promise<number | undefined> {
  const made = await tx.db
    .insertInto('people.unit')
    .values({ parent_id: unit.parent, kind: unit.kind, name: unit.name, security_level: unit.securityLevel })
    .onConflict(conflict => conflict.columns(['parent_id', 'name']).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!made) return undefined;
  tx.record('people.unit.added', { detail: { unit: made.id, parent: unit.parent, kind: unit.kind } });
  return made.id;
}
