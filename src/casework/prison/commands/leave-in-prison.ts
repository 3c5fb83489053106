import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/index.ts';
import { tooLate } from '../../../platform/web/index.ts';
import type { Prisoner } from '../queries/read-prisoner.ts';

/**
 * Nothing more is asked for somebody in prison: the case closes, since the section has no part in the case of somebody
 * who is not restricted.
 * @throws a refusal with 409 while something is under way or authorised, and for everybody who is a restricted patient
 */
export async function leaveInPrison(tx: Tx, of: Prisoner): Promise<void> {
  if (of.closedOn !== null) throw tooLate('casework.refusal.caseClosed');
  if (of.isBusy || of.status !== 'before') throw tooLate('prison.refusal.busy');
  await sql`select casework.leave_in_prison(${of.caseId})`.execute(tx.db);
  tx.record('casework.prisoner.left', { caseId: of.caseId });
}
