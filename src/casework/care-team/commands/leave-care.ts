import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/index.ts';

/**
 * Somebody has the person in their care no longer: what they signed stays, and they read nothing of the case from now on.
 * @throws the database's own refusal when it has ended already, or is not the actor's to end (OW493)
 */
export async function leaveCare(
  tx: Tx,
  { caseId, standing }: { caseId: number; standing: number },
): Promise<void> {
  await sql`select casework.leave_care(${caseId}, ${standing})`.execute(tx.db);
  tx.record('casework.care.ended', { caseId, detail: { standing } });
}
