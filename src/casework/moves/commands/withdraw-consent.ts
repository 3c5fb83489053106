import type { Actor, Tx } from '../../../platform/database/index.ts';
import { tooLate } from '../../../platform/web/index.ts';
import type { LeaveConsent } from '../queries/read-consent.ts';
import { tellOfConsent } from './tell-of-consent.ts';

type Withdraw = {
  readonly consent: LeaveConsent;
  /** The reason, which the care team reads; and what the person reads. */
  readonly why: string;
  readonly plain: string;
  readonly actor: Actor;
};

/**
 * Takes a consent to leave back. What was recorded of the leave stays; from now on none is granted, started or resumed.
 * Source: consent under MHA 1983 s41(3)(c)(i) is the Secretary of State's to take back (guidance of 2014 had a section on it).
 * @throws a refusal with 409 when it was taken back already; the database refuses whoever could not have given it (OW007),
 *   and anything in a case that has ended (OW040)
 */
export async function withdrawConsent(tx: Tx, { consent, why, plain, actor }: Withdraw): Promise<void> {
  const { id, caseId, kind } = consent;
  if (consent.withdrawn) throw tooLate('moves.refusal.consentWithdrawn');
  const withdrawn = await tx.db
    .insertInto('casework.consent_withdrawal')
    .values({ document_id: id, case_id: caseId, why, plain, withdrawn_by: actor.accountId })
    .onConflict(conflict => conflict.doNothing())
    .returning('document_id')
    .executeTakeFirst();
  if (!withdrawn) throw tooLate('moves.refusal.consentWithdrawn');
  tx.record('casework.consent.withdrawn', { caseId, detail: { application: id } });
  await tellOfConsent(tx, { caseId, documentId: id, kind });
}
