import { z } from 'zod';
import { type Again, drawForm, type Field, readFields } from '../../platform/small-forms/index.ts';
import { type Answer, type Ask, caseParams, idNumber, type Route, route } from '../../platform/web/index.ts';
import { conditionPaths } from '../conditions/paths.ts';
import { mhcsRoles } from '../mhcs/roles.ts';
import { answerNotice } from './commands/answer-notice.ts';
import { addressPaths } from './paths.ts';
import { readNotices } from './queries/read-notices.ts';
import { noticesModel } from './show-notices.ts';

const noticeParams = z.object({ caseId: idNumber, notice: idNumber });
type CaseAsk = Ask<z.infer<typeof caseParams>, unknown>;
type NoticeAsk = Ask<z.infer<typeof noticeParams>, unknown>;
type AgainHere = Again & { notice: number };

const outcomes = ['acknowledged', 'objected'] as const;

/** The fields of an answer to one notice; each notice of the page has its own. */
const answerFields = (notice: number): readonly Field[] => [
  {
    ...{ kind: 'one', name: `outcome-${notice}`, label: 'addresses.answer.outcome' },
    need: 'addresses.problem.outcome',
    choices: outcomes.map(value => ({ value, text: `addresses.answer.${value}` as const })),
  },
  {
    ...{ kind: 'text', name: `reasons-${notice}`, label: 'addresses.answer.reasons' },
    hint: 'addresses.answer.reasonsHint',
  },
];

async function sectionPage({ tx, params, t }: CaseAsk, again?: AgainHere): Promise<Answer> {
  const file = await readNotices(tx, params.caseId);
  const model = noticesModel(file, t);
  return {
    page: 'casework/addresses/views/section.njk',
    title: t('addresses.title'),
    backHref: conditionPaths.held(file.caseId),
    model: {
      ...model,
      notices: model.notices.map(notice => ({
        ...notice,
        form: drawForm(t, {
          ...{ action: addressPaths.answer(file.caseId, notice.id), fields: answerFields(notice.id) },
          ...{ button: 'addresses.answer.button', again: again?.notice === notice.id ? again : undefined },
        }),
      })),
    },
    about: { caseId: file.caseId, detail: { notices: file.notices.map(({ id }) => id) } },
    problems: again?.problems,
  };
}

async function answer(ask: NoticeAsk): Promise<Answer> {
  const { tx, params, body, t, actor, today } = ask;
  const { notice } = params;
  const read = readFields(answerFields(notice), body, t);
  const outcome = outcomes.find(each => each === read.texts[`outcome-${notice}`]);
  const reasons = read.texts[`reasons-${notice}`] ?? '';
  const field = `reasons-${notice}`;
  const problems = [...read.problems];
  if (outcome === 'objected' && reasons.trim() === '')
    problems.push({ field, text: t('addresses.problem.reasons') });
  if (reasons.length > 4000 && !problems.some(problem => problem.field === field))
    problems.push({ field, text: t('conditions.problem.long', { max: 4000 }) });
  if (!outcome || problems.length > 0) return sectionPage(ask, { notice, typed: read, problems });
  const { caseId } = await readNotices(tx, params.caseId);
  const kept = reasons.trim() === '' ? null : reasons;
  await answerNotice(tx, { caseId, notice, outcome, reasons: kept, actor, today });
  return { goTo: addressPaths.section(caseId), say: 'addresses.said.answered' };
}

/** The section's answers to notices of a new address. */
export const sectionRoutes: readonly Route[] = [
  route({
    ...{ method: 'GET', path: addressPaths.section(':caseId'), access: mhcsRoles, params: caseParams },
    audit: 'casework.address.read',
    handle: ask => sectionPage(ask),
  }),
  route({
    ...{ method: 'POST', path: addressPaths.answer(':caseId', ':notice'), access: mhcsRoles },
    ...{ audit: 'by the command', params: noticeParams, handle: answer },
  }),
];
