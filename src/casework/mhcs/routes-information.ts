import { z } from 'zod';
import { showDay } from '../../platform/time/index.ts';
import {
  type Answer,
  type FieldProblem,
  idParams,
  one,
  type Route,
  readBody,
  route,
  tooLate,
} from '../../platform/web/index.ts';
import { informationDue } from '../rules/clocks.ts';
import { kindRules } from '../rules/document-kinds.ts';
import { askInformation } from './commands/ask-information.ts';
import { waitLonger } from './commands/wait-longer.ts';
import { decisionPaths } from './decision/paths.ts';
import type { ApplicationAsk } from './params.ts';
import { mhcsPaths } from './paths.ts';
import { openApplication } from './queries/open-application.ts';
import { readSubmitted } from './queries/read-submitted.ts';
import { mhcsRoles } from './roles.ts';
import { headOf, isLate, shownRequest } from './show-application.ts';

const longestQuestion = 20_000;
const questionForm = z.object({
  question: z
    .string()
    .refine(text => text.trim() !== '', 'mhcs.information.empty')
    .refine(text => text.length <= longestQuestion, 'mhcs.problem.tooLong'),
});

type Typed = { question: string; problems: readonly FieldProblem[] };

async function askPage({ tx, params, t, today }: ApplicationAsk, typed?: Typed): Promise<Answer> {
  const file = await readSubmitted(tx, params.id);
  if (file.state !== 'submitted') throw tooLate('mhcs.refusal.notInProgress');
  if (!kindRules[file.kind].decisionClock) throw tooLate('mhcs.refusal.noInformation');
  const due = informationDue(today);
  return {
    page: 'casework/mhcs/views/ask-information.njk',
    title: t('mhcs.information.ask'),
    backHref: mhcsPaths.application(file.id),
    model: {
      head: headOf(file, t),
      action: mhcsPaths.information(file.id),
      question: typed?.question ?? '',
      due: t('mhcs.information.due', { day: showDay(due.on, t), rule: due.rule }),
    },
    problems: typed?.problems,
    about: { caseId: file.caseId, detail: { application: file.id } },
  };
}

async function ask(asked: ApplicationAsk): Promise<Answer> {
  const { tx, params, body, t, actor, today } = asked;
  const read = readBody(questionForm, body, t);
  if (!read.ok) return askPage(asked, { question: one(body, 'question'), problems: read.problems });
  const application = await openApplication(tx, params.id);
  await askInformation(tx, { application, question: read.data.question, actor, today });
  return { goTo: mhcsPaths.application(application.id), say: 'mhcs.information.done' };
}

/** The day after the last: no machine rejects an application, so a person is asked to say what happens. */
async function latePage({ tx, params, t, today }: ApplicationAsk, problem?: string): Promise<Answer> {
  const file = await readSubmitted(tx, params.id);
  const late = file.requests.find(request => isLate(request, { file, today }));
  if (!late) throw tooLate('mhcs.refusal.notLate');
  return {
    page: 'casework/mhcs/views/late-information.njk',
    title: t('mhcs.late.title'),
    backHref: mhcsPaths.application(file.id),
    model: {
      head: headOf(file, t),
      action: mhcsPaths.lateInformation(file.id),
      request: shownRequest(late, { file, today }, t),
      until: t('mhcs.late.wait', { day: showDay(informationDue(today).on, t) }),
    },
    problems: problem ? [{ field: 'what', text: problem }] : [],
    about: { caseId: file.caseId, detail: { application: file.id } },
  };
}

async function decideLate(asked: ApplicationAsk): Promise<Answer> {
  const { tx, params, body, t, today } = asked;
  const what = one(body, 'what');
  if (what !== 'wait' && what !== 'return') return latePage(asked, t('mhcs.late.choose'));
  const application = await openApplication(tx, params.id);
  if (what === 'wait') {
    await waitLonger(tx, { application, today });
    return { goTo: mhcsPaths.application(application.id), say: 'mhcs.late.waiting' };
  }
  // Returning is a decision like any other: written with reasons, and authorised by a second person.
  tx.record('casework.information.late', {
    caseId: application.caseId,
    detail: { application: application.id },
  });
  return { goTo: decisionPaths.decision(application.id), say: 'mhcs.late.returning' };
}

export const informationRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: mhcsPaths.information(':id'),
    access: mhcsRoles,
    audit: 'casework.document.read',
    params: idParams,
    handle: asked => askPage(asked),
  }),
  route({
    method: 'POST',
    path: mhcsPaths.information(':id'),
    access: mhcsRoles,
    audit: 'by the command',
    params: idParams,
    handle: ask,
  }),
  route({
    method: 'GET',
    path: mhcsPaths.lateInformation(':id'),
    access: mhcsRoles,
    audit: 'casework.document.read',
    params: idParams,
    handle: asked => latePage(asked),
  }),
  route({
    method: 'POST',
    path: mhcsPaths.lateInformation(':id'),
    access: mhcsRoles,
    audit: 'by the command',
    params: idParams,
    handle: decideLate,
  }),
];
