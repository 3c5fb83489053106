import { z } from 'zod';
import { showDay } from '../../platform/time/index.ts';
import {
  type Answer,
  type Ask,
  caseParams,
  type FieldProblem,
  idNumber,
  one,
  type Route,
  route,
} from '../../platform/web/index.ts';
import { addressPaths } from '../addresses/paths.ts';
import { noticesWaiting } from '../addresses/queries/read-notices.ts';
import { mhcsRoles } from '../mhcs/roles.ts';
import { answerCondition, putForward } from './commands/keep-condition.ts';
import { conditionPaths } from './paths.ts';
import { casesWaiting, readConditions } from './queries/read-conditions.ts';
import { readAnswer, textProblem } from './read-answer.ts';
import { conditionsModel, nameOf, type TypedAnswer } from './show-conditions.ts';

const answerParams = z.object({ caseId: idNumber, condition: idNumber });
type CaseAsk = Ask<z.infer<typeof caseParams>, unknown>;
type AnswerAsk = Ask<z.infer<typeof answerParams>, unknown>;

async function allPage({ tx, t }: Ask<unknown, unknown>): Promise<Answer> {
  const cases = await casesWaiting(tx);
  const notices = await noticesWaiting(tx);
  return {
    page: 'casework/conditions/views/all.njk',
    title: t('conditions.title'),
    model: {
      cases: cases.map(each => ({
        ...{ name: nameOf(each), reference: each.reference, waiting: each.waiting },
        ...{ href: conditionPaths.putForward(each.caseId), oldest: showDay(each.oldestOn, t) },
      })),
      notices: notices.map(each => ({
        ...{ name: nameOf(each), reference: each.reference, move: showDay(each.moveOn, t) },
        href: addressPaths.section(each.caseId),
        late: each.inTime ? undefined : { text: t('addresses.lateShort'), colour: 'orange' },
      })),
    },
    // Not which cases: that a condition waits is nothing for an auditor to learn.
    about: { detail: {} },
  };
}

type Again = { problems: readonly FieldProblem[]; text?: string; answer?: TypedAnswer };

async function casePage(ask: CaseAsk, again?: Again): Promise<Answer> {
  const { tx, params, t } = ask;
  const file = await readConditions(tx, params.caseId);
  return {
    page: 'casework/conditions/views/put-forward.njk',
    title: t('conditions.title'),
    windowTitle: t('conditions.windowTitle'),
    backHref: conditionPaths.held(file.caseId),
    model: conditionsModel(file, { t, text: again?.text ?? '', answer: again?.answer }),
    about: { caseId: file.caseId },
    problems: again?.problems,
  };
}

async function put(ask: CaseAsk): Promise<Answer> {
  const { tx, params, body, t } = ask;
  const text = one(body, 'text');
  const problem = textProblem(text, 'conditions.problem.text', t);
  if (problem) return casePage(ask, { text, problems: [{ field: 'text', text: problem }] });
  const { caseId } = await readConditions(tx, params.caseId);
  await putForward(tx, caseId, text);
  return { goTo: conditionPaths.putForward(caseId), say: 'conditions.said.putForward' };
}

async function answer(ask: AnswerAsk): Promise<Answer> {
  const { tx, params, body, t, actor, today } = ask;
  const read = readAnswer(body, t);
  const { outcome, changedText, reason } = read;
  if (!outcome || read.problems.length > 0) {
    const field = (name: string) => `${name}-${params.condition}`;
    const problems = read.problems.map(problem => ({ ...problem, field: field(problem.field) }));
    return casePage(ask, { problems, answer: { condition: params.condition, ...read.typed } });
  }
  const { caseId } = await readConditions(tx, params.caseId);
  await answerCondition(tx, {
    caseId,
    condition: params.condition,
    outcome,
    changedText,
    reason,
    actor,
    today,
  });
  return { goTo: conditionPaths.putForward(caseId), say: 'conditions.said.answered' };
}

/** Conditions put forward for a discharge, and the section's answers. */
export const putForwardRoutes: readonly Route[] = [
  route({
    ...{ method: 'GET', path: conditionPaths.all(), access: mhcsRoles, audit: 'casework.conditions.listed' },
    handle: allPage,
  }),
  route({
    ...{ method: 'GET', path: conditionPaths.putForward(':caseId'), access: mhcsRoles },
    ...{ audit: 'casework.conditions.read', params: caseParams },
    handle: ask => casePage(ask),
  }),
  route({
    ...{ method: 'POST', path: conditionPaths.putForward(':caseId'), access: mhcsRoles },
    ...{ audit: 'by the command', params: caseParams },
    handle: put,
  }),
  route({
    ...{ method: 'POST', path: conditionPaths.answer(':caseId', ':condition'), access: mhcsRoles },
    ...{ audit: 'by the command', params: answerParams },
    handle: answer,
  }),
];
