import type { z } from 'zod';
import { type Again, formPage, readFields } from '../../platform/small-forms/index.ts';
import { type Answer, type Ask, caseParams, type Route, route } from '../../platform/web/index.ts';
import { nameInLists } from '../clinical/names.ts';
import { decisionPaths } from '../mhcs/decision/paths.ts';
import { mhcsPaths } from '../mhcs/paths.ts';
import { mhcsRoles } from '../mhcs/roles.ts';
import { delegationTable } from '../rules/delegation.ts';
import { urgentAnswers, urgentFields, usualAnswers, usualFields } from './begin-forms.ts';
import { beginRecall } from './commands/begin-recall.ts';
import { recallUrgently } from './commands/recall-urgently.ts';
import { recallPaths } from './paths.ts';
import { readRecallable } from './queries/read-recallable.ts';

type CaseAsk = Ask<z.infer<typeof caseParams>, unknown>;
type Manner = 'usual' | 'urgent';

const manners = {
  usual: { fields: usualFields, button: 'recall.begin.send' },
  urgent: { fields: urgentFields, button: 'recall.begin.urgentButton', manner: 'warning' },
} as const;

async function beginPage(ask: CaseAsk, manner: Manner, again?: Again): Promise<Answer> {
  const { tx, params, t } = ask;
  const of = await readRecallable(tx, params.caseId);
  const level = delegationTable.find(({ value }) => value.matter === 'urgent recall')?.value.level ?? 9;
  const isUrgent = manner === 'urgent';
  return formPage(t, {
    title: t(isUrgent ? 'recall.begin.urgentTitle' : 'recall.begin.title', { name: nameInLists(of) }),
    windowTitle: t('recall.begin.window'),
    backHref: mhcsPaths.case(of.caseId),
    caption: of.reference,
    text: isUrgent ? t('recall.begin.urgentHint', { level }) : '',
    form: {
      ...manners[manner],
      action: (isUrgent ? recallPaths.urgent : recallPaths.begin)(of.caseId),
      again,
    },
    about: { caseId: of.caseId },
  });
}

async function begin(ask: CaseAsk): Promise<Answer> {
  const { tx, params, body, t, actor, today, now } = ask;
  const { problems, ...typed } = readFields(usualFields, body, t);
  if (problems.length > 0) return beginPage(ask, 'usual', { typed, problems });
  const of = await readRecallable(tx, params.caseId);
  const id = await beginRecall(tx, {
    ...{ of, kind: 'recall', answers: usualAnswers(typed, of), actor, today, now },
  });
  return { goTo: decisionPaths.decision(id), say: 'recall.begin.sent' };
}

async function urgent(ask: CaseAsk): Promise<Answer> {
  const { tx, params, body, t, actor, today, now } = ask;
  const { problems, ...typed } = readFields(urgentFields, body, t);
  if (problems.length > 0) return beginPage(ask, 'urgent', { typed, problems });
  const of = await readRecallable(tx, params.caseId);
  const id = await recallUrgently(tx, {
    ...{ of, answers: urgentAnswers(typed), actor, today, now },
    ...{ reasons: typed.texts.grounds ?? '', tell: typed.texts.tell ?? '' },
  });
  return { goTo: recallPaths.after(id), say: 'recall.begin.issued' };
}

const ofCase = { access: mhcsRoles, params: caseParams } as const;

/** The section begins a recall itself: in office hours to be decided, at night to be issued at once. */
export const beginRoutes: readonly Route[] = [
  route({
    ...{ ...ofCase, method: 'GET', path: recallPaths.begin(':caseId'), audit: 'casework.recall.opened' },
    handle: ask => beginPage(ask, 'usual'),
  }),
  route({
    ...{ ...ofCase, method: 'POST', path: recallPaths.begin(':caseId'), audit: 'by the command' },
    handle: begin,
  }),
  route({
    ...{ ...ofCase, method: 'GET', path: recallPaths.urgent(':caseId'), audit: 'casework.recall.opened' },
    handle: ask => beginPage(ask, 'urgent'),
  }),
  route({
    ...{ ...ofCase, method: 'POST', path: recallPaths.urgent(':caseId'), audit: 'by the command' },
    handle: urgent,
  }),
];
