import type { Tx } from '../../../platform/database/index.ts';
import { notAllowed, tooLate } from '../../../platform/web/index.ts';
import { endOccasion, takeBack } from '../../../voice/index.ts';
import { kindRules } from '../../rules/document-kinds.ts';
import type { ApplicationFile } from '../queries/read-application.ts';
import { onlyWhoLeads } from '../who-leads.ts';
import { recordEndedConsultations } from './record-ended-consultations.ts';
import { tellTurn } from './sign-part.ts';
import { tellCaseworker } from './tell-caseworker.ts';

const withdrawable = ['draft', 'submitted', 'returned'] as const;

/** Whether the responsible clinician may still take the application back. */
export function mayWithdraw({
  kind,
  leads,
  state,
}: Pick<ApplicationFile, 'kind' | 'leads' | 'state'>): boolean {
  // What the person asks for is theirs to take back.
  return leads && !kindRules[kind].ofThePerson && withdrawable.some(one => one === state);
}

/** @throws a refusal: 403 for anybody but those who lead it, 409 when a decision is being authorised or made */
export function refuseUnlessWithdrawable(file: ApplicationFile): void {
  if (!file.leads) throw notAllowed(onlyWhoLeads(file.kind));
  if (kindRules[file.kind].ofThePerson) throw notAllowed('own.refusal.theirs');
  if (!mayWithdraw(file)) throw tooLate('casework.refusal.notWithdrawable');
}

/**
 * Withdraws an application. What the person said stays on record, the part of those who were consulted ends, and
 * whoever works on it is told.
 * @param because why, in a few words that the person reads too
 * @throws a refusal: 403 for anybody but those who lead it, 409 when a decision is being authorised or made
 */
export async function withdrawApplication(tx: Tx, file: ApplicationFile, because: string): Promise<void> {
  refuseUnlessWithdrawable(file);
  await change(tx, file, { state: 'withdrawn', paused_on: null, withdrawn_because: because });
  await endOccasion(tx, file.occasionId);
  await recordEndedConsultations(tx, { documentId: file.id, caseId: file.caseId });
  await tellCaseworker(tx, file.id);
  tx.record('casework.document.withdrawn', { caseId: file.caseId, detail: { application: file.id } });
}

/**
 * Makes a returned application a draft again, for another round: it can be changed, and the person can take back
 * what they said or add to it.
 * @throws a refusal: 403 for anybody but those who lead it, 409 when it was not returned or the case is closed
 */
export async function reopenApplication(tx: Tx, file: ApplicationFile): Promise<void> {
  if (!file.leads) throw notAllowed(onlyWhoLeads(file.kind));
  if (file.caseClosedOn !== null) throw tooLate('casework.refusal.caseClosed');
  if (file.state !== 'returned') throw tooLate('casework.refusal.notReturned');
  await change(tx, file, {
    state: 'draft',
    round: file.round + 1,
    submitted_at: null,
    due_on: null,
    paused_on: null,
  });
  await takeBack(tx, file.occasionId);
  await tellTurn(tx, file.id);
  tx.record('casework.document.reopened', {
    caseId: file.caseId,
    detail: { application: file.id, round: file.round + 1 },
  });
}

type Change = {
  state: ApplicationFile['state'];
  round?: number;
  submitted_at?: null;
  due_on?: null;
  paused_on: null;
  withdrawn_because?: string;
};

async function change(tx: Tx, file: ApplicationFile, to: Change): Promise<void> {
  const changed = await tx.db
    .updateTable('casework.document')
    .set(to)
    .where('id', '=', file.id)
    .where('state', '=', file.state)
    .returning('id')
    .executeTakeFirst();
  if (!changed) throw tooLate('platform.refusal.notInThisState');
}
