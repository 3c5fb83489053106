import type { z } from 'zod';
import type { Answers } from '../../platform/forms/index.ts';
import { type Again, formPage, readFields } from '../../platform/small-forms/index.ts';
import {
  type Answer,
  type Ask,
  caseParams,
  type FieldProblem,
  type Route,
  route,
} from '../../platform/web/index.ts';
import { nameInLists } from '../clinical/names.ts';
import { formOn } from '../forms/forms.ts';
import { decisionPaths } from '../mhcs/decision/paths.ts';
import { mhcsPaths } from '../mhcs/paths.ts';
import { mhcsRoles } from '../mhcs/roles.ts';
import { checkPrisonGates, paperGateIds } from '../rules/prison/gates.ts';
import { textOf } from '../rules/said-in-form.ts';
import { enterPaper } from './commands/enter-paper.ts';
import { leaveInPrison } from './commands/leave-in-prison.ts';
import { paperAnswers, paperBegun, paperFields } from './paper-form.ts';
import { prisonPaths } from './paths.ts';
import { readPrisoner } from './queries/read-prisoner.ts';

type CaseAsk = Ask<z.infer<typeof caseParams>, unknown>;

async function paperPage(ask: CaseAsk, again?: Again): Promise<Answer> {
  const { tx, params, t } = ask;
  const of = await readPrisoner(tx, params.caseId);
  const mayLeave = of.status === 'before' && !of.isBusy && of.closedOn === null;
  return formPage(t, {
    title: t('prison.paper.title', { name: nameInLists(of) }),
    windowTitle: t('prison.paper.window'),
    backHref: mhcsPaths.case(of.caseId),
    ...{ caption: of.reference, text: t('prison.paper.text') },
    form: {
      ...{ action: prisonPaths.paper(of.caseId), fields: paperFields, button: 'prison.paper.send' },
      ...{ begins: paperBegun(of), again },
    },
    page: 'casework/prison/views/paper.njk',
    shows: { leave: mayLeave ? prisonPaths.leave(of.caseId) : '' },
    about: { caseId: of.caseId },
  });
}

/** What the law asks of reports and bed, of whatever came: each sentence beside its box. */
function problemsOf(answers: Answers, { t, today }: CaseAsk): FieldProblem[] {
  const ahead = ['requestedOn', 'doctor1Seen', 'doctor2Seen'].filter(
    id => (textOf(answers, id) ?? '') > today.toString(),
  );
  if (ahead.length > 0) return ahead.map(id => ({ field: `${id}-day`, text: t('prison.paper.need.past') }));
  const form = formOn('prison transfer', today);
  const facts = { form, answers, authorities: ['none'], extremismLevel: 'none', opportunity: {} } as const;
  return checkPrisonGates({ ...facts, toSign: [] }, today).flatMap(gate =>
    paperGateIds.some(id => id === gate.gate) && gate.state === 'blocked'
      ? [{ field: fieldOf(gate.where), text: t(gate.reason, gate.values) }]
      : [],
  );
}

const fieldOf = (where: { to: string; field?: string }) => where.field ?? 'custodyKind';

async function enter(ask: CaseAsk): Promise<Answer> {
  const { tx, params, body, t, actor, today, now } = ask;
  const { problems, ...typed } = readFields(paperFields, body, t);
  const of = await readPrisoner(tx, params.caseId);
  const answers = paperAnswers(typed, of);
  const wrong = problems.length > 0 ? problems : problemsOf(answers, ask);
  if (wrong.length > 0) return paperPage(ask, { typed, problems: wrong });
  const id = await enterPaper(tx, { of, answers, asked: typed.texts.asked ?? '', actor, today, now });
  return { goTo: decisionPaths.decision(id), say: 'prison.paper.sent' };
}

async function leave({ tx, params }: CaseAsk): Promise<Answer> {
  await leaveInPrison(tx, await readPrisoner(tx, params.caseId));
  return { goTo: mhcsPaths.case(params.caseId), say: 'prison.close.done' };
}

const ofCase = { access: mhcsRoles, params: caseParams } as const;

/** The section enters a transfer from prison as it came on paper, and closes the case of somebody who stays there. */
export const paperRoutes: readonly Route[] = [
  route({
    ...{ ...ofCase, method: 'GET', path: prisonPaths.paper(':caseId'), audit: 'casework.paper.opened' },
    handle: ask => paperPage(ask),
  }),
  route({
    ...{ ...ofCase, method: 'POST', path: prisonPaths.paper(':caseId'), audit: 'by the command' },
    handle: enter,
  }),
  route({
    ...{ ...ofCase, method: 'POST', path: prisonPaths.leave(':caseId'), audit: 'by the command' },
    handle: leave,
  }),
];
