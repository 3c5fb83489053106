import type { Actor, Tx } from '../../../platform/database/index.ts';
import { clinicalPaths } from '../../clinical/paths.ts';
import { tellCapacities } from '../../mhcs/commands/tell-capacities.ts';

/** Whose it is to report. */
export const reporters = ['responsible_clinician', 'mha_office'] as const;

type AskFor = {
  readonly caseId: number;
  /** The consent whose leave it is about; null for all leave that was taken. */
  readonly consentId: number | null;
  readonly byOn: string;
  readonly what: string;
  readonly actor: Actor;
};

/**
 * Asks for a report on completed leave; the clinician and the Mental Health Act office are told.
 * Source: it is made when MHCS asks for it (GOV.UK, Report on completed leave, updated 2 August 2019).
 * @throws the database refuses one about something that was not consented to (OW009), and in a case that has ended (OW040)
 */
export async function askForReport(tx: Tx, { caseId, consentId, byOn, what, actor }: AskFor): Promise<void> {
  const { id } = await tx.db
    .insertInto('casework.leave_report_ask')
    .values({ case_id: caseId, consent_id: consentId, by_on: byOn, what, asked_by: actor.accountId })
    .returning('id')
    .executeTakeFirstOrThrow();
  tx.record('casework.leave-report.asked', { caseId, detail: { ask: id, by: byOn } });
  await tellReporters(tx, caseId);
}

/** Writes to those who report that there is something to see with their patient. */
export const tellReporters = (tx: Tx, caseId: number): Promise<void> =>
  tellCapacities(tx, caseId, {
    ...{ capacities: reporters, subject: 'mail.something', path: clinicalPaths.patient(caseId) },
  });
