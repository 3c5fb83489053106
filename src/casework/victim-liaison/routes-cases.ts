import {
  type Again,
  drawForm,
  type Field,
  nothingTyped,
  readFields,
} from '../../platform/small-forms/index.ts';
import { type Answer, type Ask, caseParams, found, type Route, route } from '../../platform/web/index.ts';
import { takeOn, takeOnAsked } from './commands/take-on.ts';
import { byVictimDoor, type CaseAsk } from './liaison-route.ts';
import { liaisonPaths } from './paths.ts';
import { myCases } from './queries/my-cases.ts';
import { readCase } from './queries/read-case.ts';
import { caseModel } from './show-case.ts';

const fields: readonly Field[] = [
  {
    kind: 'line',
    name: 'reference',
    label: 'liaison.takeOn.reference',
    hint: 'liaison.takeOn.referenceHint',
    need: 'liaison.takeOn.noReference',
  },
  { kind: 'day', name: 'born', label: 'liaison.takeOn.born' },
];

async function casesPage({ tx, t }: Ask<unknown, unknown>, again?: Again): Promise<Answer> {
  const cases = await myCases(tx);
  return {
    page: 'casework/victim-liaison/views/cases.njk',
    title: t('liaison.title'),
    model: {
      mine: cases
        .filter(({ mine }) => mine)
        .map(each => ({
          ...{ name: nameOf(each), href: liaisonPaths.case(each.caseId) },
          ...{ victims: each.victims, waiting: each.waiting },
        })),
      asked: cases
        .filter(({ mine }) => !mine)
        .map(each => ({
          ...{ name: nameOf(each), notesHref: liaisonPaths.notes(each.caseId) },
          action: liaisonPaths.takeOnAsked(each.caseId),
        })),
      takeOn: drawForm(t, {
        ...{ action: liaisonPaths.takeOn(), fields, button: 'liaison.takeOn.button', again },
      }),
    },
    about: { detail: { cases: cases.map(({ caseId }) => caseId) } },
    problems: again?.problems,
  };
}

const nameOf = (person: { familyName: string; givenNames: string }) =>
  [person.familyName.toUpperCase(), person.givenNames].filter(Boolean).join(', ');

async function take(ask: Ask<unknown, unknown>): Promise<Answer> {
  const { tx, body, t } = ask;
  const read = readFields(fields, body, t);
  if (read.problems.length > 0) return casesPage(ask, { typed: read, problems: read.problems });
  const { reference = '' } = read.texts;
  const caseId = await takeOn(tx, { reference, bornOn: read.days.born ?? '' });
  if (caseId !== undefined) return { goTo: liaisonPaths.case(caseId), say: 'liaison.said.takenOn' };
  const page = await casesPage(ask, {
    typed: read,
    problems: [{ field: 'reference', text: t('liaison.takeOn.none') }],
  });
  // The try is kept, or one could guess for ever unseen.
  return { ...page, keepAnyway: true } as Answer;
}

async function takeAsked(ask: CaseAsk): Promise<Answer> {
  // Of a case in which nobody asked them they learn nothing, not even that it cannot be taken on.
  found((await myCases(ask.tx)).find(({ caseId }) => caseId === ask.params.caseId));
  const caseId = await takeOnAsked(ask.tx, ask.params.caseId);
  if (caseId !== undefined) return { goTo: liaisonPaths.case(caseId), say: 'liaison.said.takenOn' };
  const problems = [{ field: 'asked', text: ask.t('liaison.takeOn.none') }];
  return { ...(await casesPage(ask, { typed: nothingTyped, problems })), keepAnyway: true } as Answer;
}

async function casePage({ tx, params, t, actor, today, tokens }: CaseAsk): Promise<Answer> {
  const file = await readCase(tx, params.caseId);
  return {
    page: 'casework/victim-liaison/views/case.njk',
    title: t('liaison.case.title'),
    backHref: liaisonPaths.cases(),
    model: caseModel(file, { t, actor, today, tokens }),
    about: { caseId: file.caseId, detail: { victims: file.registrations.map(({ id }) => id) } },
  };
}

/** The officer's cases, and one of them. */
export const caseRoutes: readonly Route[] = [
  route({
    ...{ method: 'GET', path: liaisonPaths.cases(), ...byVictimDoor, audit: 'victim.cases.read' },
    handle: ask => casesPage(ask),
  }),
  route({
    ...{ method: 'POST', path: liaisonPaths.takeOn(), ...byVictimDoor, audit: 'by the command' },
    handle: take,
  }),
  route({
    ...{
      method: 'POST',
      path: liaisonPaths.takeOnAsked(':caseId'),
      ...byVictimDoor,
      audit: 'by the command',
    },
    params: caseParams,
    handle: takeAsked,
  }),
  route({
    ...{ method: 'GET', path: liaisonPaths.case(':caseId'), ...byVictimDoor, audit: 'victim.case.read' },
    params: caseParams,
    handle: casePage,
  }),
];
