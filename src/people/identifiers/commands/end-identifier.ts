import type { Tx } from '../../../platform/database/index.ts';

/**
 * Ends a number that stood; part of the commands beside it, which say so in the audit.
 * @throws the database's OW004 when it has ended already
 */
export async function endIdentifier(tx: Tx, id: number): Promise<void> {
  // Any time will do: the database sets its own, and who it was.
  await tx.db
    .updateTable('people.identifier')
    .set({ ended_at: new Date(0).toISOString() })
    .where('id', '=', id)
    .returning('id')
    .executeTakeFirstOrThrow();
}
