import { textOf } from '../../platform/language/index.ts';
import { type Again, boxesFor, drawForm, type Field, readFields } from '../../platform/small-forms/index.ts';
import { showDay } from '../../platform/time/index.ts';
import { type Answer, found, one } from '../../platform/web/index.ts';
import { deliverSummary, ways } from './commands/deliver-summary.ts';
import type { VictimAsk } from './liaison-route.ts';
import { liaisonPaths } from './paths.ts';
import { type Registration, readCase, type VictimCase } from './queries/read-case.ts';
import { readVictim } from './queries/read-victim.ts';
import { nameIn, slug, standingTag, summaryModel, toTell } from './show-case.ts';
import { showRequest, showSaid } from './show-file.ts';
import { detailRows } from './victim-form.ts';

const toldFields: readonly Field[] = [
  {
    ...{ kind: 'one', name: 'way', label: 'liaison.told.way', need: 'liaison.told.noWay' },
    choices: [
      { value: 'letter', text: 'liaison.way.letter' },
      { value: 'telephone', text: 'liaison.way.telephone' },
      { value: 'meeting', text: 'liaison.way.meeting' },
      { value: 'e-mail', text: 'liaison.way.eMail' },
    ],
  },
  { kind: 'day', name: 'told', label: 'liaison.told.day' },
];

/** All of one victim: who they are, what they said and asked for, and what they were or are to be told. */
export async function victimPage(ask: VictimAsk, again?: Again): Promise<Answer> {
  const { tx, params, t, tokens } = ask;
  const file = await readCase(tx, params.caseId);
  const victim = found(file.registrations.find(({ id }) => id === params.victim));
  const said = await readVictim(tx, victim.id);
  return {
    page: 'casework/victim-liaison/views/victim.njk',
    title: nameIn(victim, ask),
    // No name stands in the history of a browser.
    windowTitle: t('liaison.victim.windowTitle'),
    backHref: liaisonPaths.case(file.caseId),
    model: {
      person: [file.familyName.toUpperCase(), file.givenNames].filter(Boolean).join(', '),
      standing: standingTag(victim.standing, t),
      details: detailRows(victim, tokens).map(({ name, value }) => ({
        key: textOf(t, `liaison.victim.${name}`),
        value: name === 'basis' ? textOf(t, `liaison.basis.${value}`) : value,
      })),
      wants: victim.wants.map(what => t(`liaison.wants.${what}`)),
      representations: said.representations.map(each => showSaid(each, ask)),
      statements: said.statements.map(each => showSaid(each, ask)),
      requests: said.requests.map(each => showRequest(each, file.caseId, ask)),
      ...toldModel({ ask, file, victim }, again),
      hrefs: hrefsOf(file.caseId, victim.id),
    },
    about: { caseId: file.caseId, detail: { victim: victim.id } },
    problems: again?.problems,
  };
}

const hrefsOf = (caseId: number, victim: number) => ({
  details: liaisonPaths.details(caseId, victim),
  representations: liaisonPaths.representations(caseId, victim),
  paper: liaisonPaths.paper(caseId, victim),
  conditions: liaisonPaths.conditions(caseId, victim),
  zones: liaisonPaths.zones(caseId, victim),
  statements: liaisonPaths.statements(caseId, victim),
});

function toldModel(
  { ask, file, victim }: { ask: VictimAsk; file: VictimCase; victim: Registration },
  again?: Again,
) {
  const { t, today } = ask;
  const [next] = toTell(file, victim, today);
  return {
    next: next && {
      ...summaryModel(next, t),
      form: drawForm(t, {
        ...{ action: liaisonPaths.told(file.caseId, victim.id), fields: toldFields, again },
        ...{ begins: { texts: boxesFor('told', today) }, hidden: { summary: next.id } },
        button: 'liaison.told.button',
      }),
    },
    told: file.deliveries
      .filter(({ victimId }) => victimId === victim.id)
      .map(({ summaryId, way, deliveredOn }) => {
        const what = file.summaries.find(({ id }) => id === summaryId)?.what ?? '';
        return t('liaison.told.done', {
          what: textOf(t, `liaison.what.${slug(what)}`),
          day: showDay(deliveredOn, t),
          way: textOf(t, `liaison.way.${slug(way)}`),
        });
      }),
  };
}

/** Keeps that the victim was told of the summary that is next. */
export async function tell(ask: VictimAsk): Promise<Answer> {
  const { tx, params, body, t, actor, today } = ask;
  const read = readFields(toldFields, body, t);
  const told = read.days.told;
  const problems = [...read.problems];
  if (told && told > today.toString())
    problems.push({ field: 'told-day', text: t('liaison.problem.future') });
  if (problems.length > 0) return victimPage(ask, { typed: read, problems });
  const file = await readCase(tx, params.caseId);
  const victim = found(file.registrations.find(({ id }) => id === params.victim));
  // Only what they are to be told: not of a decision that they asked not to hear.
  const next = found(toTell(file, victim, today).find(({ id }) => String(id) === one(body, 'summary')));
  await deliverSummary(tx, {
    ...{ caseId: file.caseId, victimId: victim.id, summaryId: next.id, actor },
    ...{ way: found(ways.find(way => way === read.texts.way)), deliveredOn: told ?? today.toString() },
  });
  return { goTo: liaisonPaths.victim(file.caseId, victim.id), say: 'liaison.said.told' };
}
