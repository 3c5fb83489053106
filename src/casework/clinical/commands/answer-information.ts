import type { Actor, Tx } from '../../../platform/database/index.ts';
import { notAllowed, tooLate } from '../../../platform/web/index.ts';
import { dueAfterPause } from '../../rules/clocks.ts';
import type { ApplicationFile } from '../queries/read-application.ts';
import { onlyWhoLeads } from '../who-leads.ts';
import { tellCaseworker } from './tell-caseworker.ts';

type AnswerInformation = {
  readonly file: ApplicationFile;
  readonly answer: string;
  readonly actor: Actor;
  readonly today: Temporal.PlainDate;
  readonly now: Temporal.Instant;
};

/**
 * Answers the open request of MHCS for further information and lets the decision clock run again. A late answer
 * is taken too: whether it is too late is for a caseworker to say (gate LG-2). Whoever has the application is told.
 * @throws a refusal: 403 for anybody but those who lead it, 409 when nothing is asked any more
 */
export async function answerInformation(tx: Tx, given: AnswerInformation): Promise<void> {
  const { file, answer, actor, now } = given;
  if (!file.leads) throw notAllowed(onlyWhoLeads(file.kind));
  const open = file.requests.find(({ isOpen }) => isOpen);
  if (!open) throw tooLate('casework.refusal.noRequest');
  const kept = await tx.db
    .updateTable('casework.information_request')
    .set({ answer, answered_at: now.toString(), answered_by: actor.accountId })
    .where('id', '=', open.id)
    .where('answered_at', 'is', null)
    .where('replaced_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  if (!kept) throw tooLate('casework.refusal.noRequest');
  if (file.state === 'waiting for information') await runOn(tx, given);
  await tellCaseworker(tx, file.id, open.id);
  tx.record('casework.information.answered', {
    caseId: file.caseId,
    detail: { application: file.id, request: open.id },
  });
}

async function runOn(tx: Tx, { file, today }: AnswerInformation): Promise<void> {
  const dueOn =
    file.dueOn && file.pausedOn
      ? dueAfterPause(
          Temporal.PlainDate.from(file.dueOn),
          Temporal.PlainDate.from(file.pausedOn),
          today,
        ).toString()
      : file.dueOn;
  await tx.db
    .updateTable('casework.document')
    .set({ state: 'submitted', due_on: dueOn, paused_on: null })
    .where('id', '=', file.id)
    .where('state', '=', 'waiting for information')
    .execute();
}
