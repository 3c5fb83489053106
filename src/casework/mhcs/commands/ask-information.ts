import type { Actor, Tx } from '../../../platform/database/index.ts';
import { tooLate } from '../../../platform/web/index.ts';
import { clinicalPaths } from '../../clinical/paths.ts';
import { informationDue } from '../../rules/clocks.ts';
import { kindRules } from '../../rules/document-kinds.ts';
import type { OpenApplication } from '../queries/open-application.ts';
import { tellCapacities } from './tell-capacities.ts';

export type AskInformation = {
  readonly application: OpenApplication;
  readonly question: string;
  readonly actor: Actor;
  readonly today: Temporal.PlainDate;
};

/**
 * Asks the responsible clinician for further information. From today the decision clock stands still, and the
 * clock of five working days runs (gate LG-2). What was asked before, where a decision overtook it and came back, is
 * waited for no longer.
 * @throws a refusal with 409 when the application is not being worked on, or is waiting for an answer; or for a
 *   report, which has no such clock and is returned where something is missing
 */
export async function askInformation(
  tx: Tx,
  { application, question, actor, today }: AskInformation,
): Promise<void> {
  if (!kindRules[application.kind].decisionClock) throw tooLate('mhcs.refusal.noInformation');
  const moved = await tx.db
    .updateTable('casework.document')
    .set({ state: 'waiting for information', paused_on: today.toString() })
    .where('id', '=', application.id)
    .where('state', '=', 'submitted')
    .returning('id')
    .executeTakeFirst();
  if (!moved) throw tooLate('mhcs.refusal.notInProgress');
  const due = informationDue(today);
  await tx.db
    .insertInto('casework.information_request')
    .values({
      document_id: application.id,
      case_id: application.caseId,
      question,
      asked_by: actor.accountId,
      asked_on: today.toString(),
      due_on: due.on.toString(),
      rule: due.rule,
    })
    .execute();
  await tellCapacities(tx, application.caseId, {
    capacities: ['responsible_clinician', 'mha_office'],
    subject: 'mail.something',
    path: clinicalPaths.information(application.id),
  });
  tx.record('casework.information.asked', {
    caseId: application.caseId,
    detail: { application: application.id },
  });
}
