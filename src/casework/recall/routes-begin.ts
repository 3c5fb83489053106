import type { z } from 'zod';
import { drawFields, nothingTyped, readFields, type Typed } from '../../platform/small-forms/index.ts';
import {
  type Answer,
  type Ask,
  caseParams,
  type FieldProblem,
  type Route,
  route,
} from '../../platform/web/index.ts';
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
type Again = { typed: Typed; problems: readonly FieldProblem[] };
type Manner = 'usual' | 'urgent';

const fieldsOf = { usual: usualFields, urgent: urgentFields } as const;

async function beginPage(ask: CaseAsk, manner: Manner, again?: Again): Promise<Answer> {
  const { tx, params, t } = ask;
  const of = await readRecallable(tx, params.caseId);
  const name = nameInLists(of);
  const level = delegationTable.find(({ value }) => value.matter === 'urgent recall')?.value.level ?? 9;
  return {
    page: 'casework/recall/views/begin.njk',
    title: t(manner === 'urgent' ? 'recall.begin.urgentTitle' : 'recall.begin.title', { name }),
    windowTitle: t('recall.begin.window'),
    backHref: mhcsPaths.case(of.caseId),
    model: {
      ...{ reference: of.reference, hospital: of.hospital },
      hint: manner === 'urgent' ? t('recall.begin.urgentHint', { level }) : '',
      fields: drawFields(fieldsOf[manner], again?.typed ?? nothingTyped, t),
      action: manner === 'urgent' ? recallPaths.urgent(of.caseId) : recallPaths.begin(of.caseId),
      button: t(manner === 'urgent' ? 'recall.begin.urgentButton' : 'recall.begin.send'),
      isUrgent: manner === 'urgent',
    },
    about: { caseId: of.caseId },
    ...(again ? { status: 422, problems: again.problems } : {}),
  };
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
