import type { z } from 'zod';
import { type Again, boxesFor, drawForm, readFields } from '../../platform/small-forms/index.ts';
import {
  type Answer,
  type Ask,
  caseParams,
  type FieldProblem,
  type Route,
  route,
} from '../../platform/web/index.ts';
import { nameInLists } from '../clinical/names.ts';
import { mhcsPaths } from '../mhcs/paths.ts';
import { mhcsRoles } from '../mhcs/roles.ts';
import { references } from '../rules/tribunal/grounds.ts';
import { type Opened, recordApplication, recordReference } from './commands/open-tribunal.ts';
import { applicationFields, referenceFields } from './forms.ts';
import { tribunalPaths } from './paths.ts';
import { readTribunals, type TribunalFile } from './queries/read-tribunals.ts';
import { dueOf, madeInWords, shownRights, stateOf } from './show-tribunal.ts';
import { refusalInWords } from './words.ts';

type CaseAsk = Ask<z.infer<typeof caseParams>, unknown>;

/** The cases before the tribunal of one file, each as a row. */
export const listed = (
  { tribunals }: TribunalFile,
  href: (id: number) => string,
  { t }: Pick<CaseAsk, 't'>,
) =>
  tribunals.map(tribunal => ({
    ...{ href: href(tribunal.id), made: madeInWords(tribunal, t), state: stateOf(tribunal, t) },
  }));

async function casePage(
  ask: CaseAsk,
  again: { reference?: Again; application?: Again } = {},
): Promise<Answer> {
  const { tx, params, t, today } = ask;
  const file = await readTribunals(tx, params.caseId);
  const { caseId } = file;
  const problems = again.reference?.problems ?? again.application?.problems;
  return {
    page: 'casework/tribunal/views/case.njk',
    title: t('tribunal.title'),
    windowTitle: t('tribunal.windowTitle'),
    backHref: mhcsPaths.case(caseId),
    model: {
      ...{ name: nameInLists(file), reference: file.reference, isClosed: file.closedOn !== null },
      ...{ rights: shownRights(file, ask), due: dueOf(file, ask) },
      tribunals: listed(file, tribunalPaths.section, ask),
      refer: drawForm(t, {
        ...{ action: tribunalPaths.refer(caseId), fields: referenceFields, again: again.reference },
        begins: { texts: boxesFor('made', today) },
        button: 'tribunal.button.refer',
      }),
      applied: drawForm(t, {
        ...{ action: tribunalPaths.applied(caseId), fields: applicationFields, again: again.application },
        button: 'tribunal.button.applied',
      }),
    },
    about: { caseId },
    problems,
  };
}

/** Where to go once a case is before the tribunal, or why it is not. */
export const openedOr = (opened: Opened, t: CaseAsk['t']): { id: number } | { problem: FieldProblem } =>
  'id' in opened
    ? opened
    : { problem: { field: opened.refusal.field, text: refusalInWords(opened.refusal, t) } };

async function refer(ask: CaseAsk): Promise<Answer> {
  const { tx, params, body, t, actor, today } = ask;
  const { problems, days, ...typed } = readFields(referenceFields, body, t);
  const ground = references.find(one => one === typed.texts.ground);
  const madeOn = days.made;
  if (problems.length > 0 || !ground || madeOn === undefined)
    return casePage(ask, { reference: { typed, problems } });
  const file = await readTribunals(tx, params.caseId);
  const country = typed.texts.country === 'Wales' ? 'Wales' : 'England';
  const opening = { file, ground, country, madeOn, as: 'section', actor, today } as const;
  const opened = openedOr(await recordReference(tx, opening), t);
  if ('id' in opened) return { goTo: tribunalPaths.section(opened.id), say: 'tribunal.said.referred' };
  return casePage(ask, { reference: { typed, problems: [opened.problem] } });
}

/** An application as it was typed, or what is wrong with it. */
export function readApplication({ body, t }: Pick<CaseAsk, 'body' | 't'>) {
  const { problems, days, ...typed } = readFields(applicationFields, body, t);
  const country = typed.texts.appliedCountry === 'Wales' ? ('Wales' as const) : ('England' as const);
  return { typed, problems, country, madeOn: days.applied };
}

/** Records an application and answers its number, or the problem beside the day that was typed. */
export async function apply(
  { tx, t, actor, today }: Pick<CaseAsk, 'tx' | 't' | 'actor' | 'today'>,
  opening: { file: TribunalFile; country: 'England' | 'Wales'; madeOn: string; as: string },
): Promise<{ id: number } | { problem: FieldProblem }> {
  const opened = openedOr(await recordApplication(tx, { ...opening, actor, today }), t);
  return 'id' in opened ? opened : { problem: { ...opened.problem, field: 'applied-day' } };
}

async function applied(ask: CaseAsk): Promise<Answer> {
  const { typed, problems, country, madeOn } = readApplication(ask);
  if (problems.length > 0 || madeOn === undefined) return casePage(ask, { application: { typed, problems } });
  const file = await readTribunals(ask.tx, ask.params.caseId);
  const opened = await apply(ask, { file, country, madeOn, as: 'section' });
  if ('id' in opened) return { goTo: tribunalPaths.section(opened.id), say: 'tribunal.said.applied' };
  return casePage(ask, { application: { typed, problems: [opened.problem] } });
}

const posts = { method: 'POST', access: mhcsRoles, audit: 'by the command', params: caseParams } as const;

/** The section's page of a person's cases before the tribunal. */
export const caseRoutes: readonly Route[] = [
  route({
    ...{ method: 'GET', path: tribunalPaths.ofCase(':caseId'), access: mhcsRoles },
    ...{ audit: 'casework.tribunal.read', params: caseParams },
    handle: ask => casePage(ask),
  }),
  route({ ...posts, path: tribunalPaths.refer(':caseId'), handle: refer }),
  route({ ...posts, path: tribunalPaths.applied(':caseId'), handle: applied }),
];
