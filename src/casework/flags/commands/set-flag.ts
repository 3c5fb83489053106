import type { Actor, Tx } from '../../../platform/database/index.ts';
import { type CaseFlag, keepsToCircle } from '../../rules/flags.ts';

export type NewFlag = { readonly flag: CaseFlag; readonly value: string; readonly reason: string };

/**
 * Sets a flag or takes it away; what was before stays readable. Whom a decision needs follows by the delegation table.
 * A case that is marked for extremism is read by its circle alone from then on: by whoever marks it and whoever has it
 * in hand. It is open to the section again once there is no concern.
 * @throws the database's own refusal for whoever does not set this flag (42501), for a level too low to open a case
 *   again (OW007), once the case has ended for the
 *   section (OW040), and for a supervised discharge in which a condition on liberty holds (OW164)
 */
export async function setFlag(
  tx: Tx,
  { caseId, set, actor }: { caseId: number; set: NewFlag; actor: Actor },
): Promise<void> {
  await tx.db
    .insertInto('casework.flag_change')
    .values({ case_id: caseId, ...set, recorded_by: actor.accountId })
    .execute();
  tx.record('casework.flag.set', { caseId });
  if (set.flag === 'extremism')
    tx.record(keepsToCircle(set.value) ? 'casework.case.kept-to-circle' : 'casework.case.open-to-section', {
      caseId,
    });
}
