import { z } from 'zod';
import { showDay, showDaysLeft, workingDaysBetween } from '../../platform/time/index.ts';
import { type Answer, idParams, notAllowed, type Route, readBody, route } from '../../platform/web/index.ts';
import type { ApplicationAsk } from './application.ts';
import { answerInformation } from './commands/answer-information.ts';
import { clinicalPaths } from './paths.ts';
import { type KeptRequest, readApplication } from './queries/read-application.ts';
import { headOf, showDayOf } from './show.ts';

/** What MHCS asks may speak of the closed part, so the ward team does not read it. */
const readers = ['responsible_clinician', 'mha_office'] as const;
const form = z.object({
  answer: z
    .string()
    .max(200_000, 'casework.information.tooLong')
    .refine(text => text.trim() !== '', 'casework.information.empty'),
});

function shownRequest(request: KeptRequest, { today, t }: ApplicationAsk) {
  const due = Temporal.PlainDate.from(request.dueOn);
  const left = workingDaysBetween(today, due);
  return {
    question: request.question,
    askedOn: showDay(request.askedOn, t),
    isOpen: request.isOpen,
    isLate: request.isOpen && left < 0,
    due: t('casework.information.due', { day: showDay(due, t), left: showDaysLeft(left, 'workingDays', t) }),
    answeredOn: request.answeredAt ? showDayOf(request.answeredAt, t) : '',
    answer: request.answer ?? '',
  };
}

type Again = { answer: string; text: string };

async function informationPage(ask: ApplicationAsk, again?: Again): Promise<Answer> {
  const { tx, params, t } = ask;
  const file = await readApplication(tx, params.id);
  if (!file.mayReadClosed) throw notAllowed('casework.refusal.notYourPart');
  return {
    page: 'casework/clinical/views/information.njk',
    title: t('casework.tasks.information'),
    backHref: clinicalPaths.application(file.id),
    model: {
      head: headOf(file, t),
      requests: file.requests.map(request => shownRequest(request, ask)),
      action: clinicalPaths.information(file.id),
      typed: again?.answer ?? '',
    },
    problems: again && [{ field: 'answer', text: again.text }],
    about: { caseId: file.caseId, detail: { application: file.id } },
  };
}

async function sendAnswer(ask: ApplicationAsk): Promise<Answer> {
  const { tx, params, body, t, actor, today, now } = ask;
  const read = readBody(form, body, t);
  if (!read.ok) {
    return informationPage(ask, { answer: read.typed.answer ?? '', text: read.problems[0]?.text ?? '' });
  }
  const file = await readApplication(tx, params.id);
  await answerInformation(tx, { file, answer: read.data.answer, actor, today, now });
  return { goTo: clinicalPaths.information(file.id), say: 'casework.information.sent' };
}

export const informationRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: clinicalPaths.information(':id'),
    access: readers,
    audit: 'casework.information.read',
    params: idParams,
    handle: ask => informationPage(ask),
  }),
  route({
    method: 'POST',
    path: clinicalPaths.information(':id'),
    access: readers,
    audit: 'by the command',
    params: idParams,
    handle: sendAnswer,
  }),
];
