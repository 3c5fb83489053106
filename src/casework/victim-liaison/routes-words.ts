import type { TextKey } from '../../platform/language/index.ts';
import { type Again, boxesFor, type Field, readFields } from '../../platform/small-forms/index.ts';
import { type Answer, type FieldProblem, found, type Route, route } from '../../platform/web/index.ts';
import { mayGiveStatement } from '../rules/victims/may-be-told.ts';
import { keepRepresentation, keepStatement } from './commands/keep-words.ts';
import { victimForm } from './form-page.ts';
import { byVictimDoor, type VictimAsk, victimParams } from './liaison-route.ts';
import { liaisonPaths } from './paths.ts';
import { readCase } from './queries/read-case.ts';
import { seal } from './sealed.ts';
import { nameIn } from './show-case.ts';

const abouts = ['discharge', 'conditions', 'tribunal', 'other'] as const;
const spokenIn = ['en', 'cy', 'other'] as const;
const given: Field = { kind: 'day', name: 'given', label: 'liaison.words.given' };

const representation: readonly Field[] = [
  {
    ...{ kind: 'one', name: 'about', label: 'liaison.words.about', need: 'liaison.words.noAbout' },
    choices: abouts.map(value => ({ value, text: `liaison.about.${value}` as const })),
  },
  {
    kind: 'text',
    name: 'words',
    label: 'liaison.words.words',
    hint: 'liaison.words.hint',
    need: 'liaison.words.none',
  },
  given,
];
const statement: readonly Field[] = [
  {
    kind: 'text',
    name: 'words',
    label: 'liaison.words.words',
    hint: 'liaison.words.hint',
    need: 'liaison.words.none',
  },
  {
    ...{ kind: 'one', name: 'language', label: 'liaison.words.language', need: 'liaison.words.noLanguage' },
    choices: spokenIn.map(value => ({ value, text: `liaison.language.${value}` as const })),
  },
  given,
];

type Kind = {
  fields: readonly Field[];
  title: TextKey;
  intro: TextKey;
  action: typeof liaisonPaths.statements;
};
const kinds = {
  representation: {
    ...{ fields: representation, action: liaisonPaths.representations },
    ...{ title: 'liaison.representation.add', intro: 'liaison.representation.intro' },
  },
  statement: {
    ...{ fields: statement, action: liaisonPaths.statements },
    ...{ title: 'liaison.statement.add', intro: 'liaison.statement.intro' },
  },
} as const satisfies Record<string, Kind>;

async function page(ask: VictimAsk, kind: Kind, again?: Again): Promise<Answer> {
  const { tx, params, today } = ask;
  const file = await readCase(tx, params.caseId);
  const victim = found(file.registrations.find(({ id }) => id === params.victim));
  return victimForm(ask, {
    ...{ title: kind.title, intro: kind.intro, about: nameIn(victim, ask) },
    backHref: liaisonPaths.victim(file.caseId, victim.id),
    form: {
      ...{ action: kind.action(file.caseId, victim.id), fields: kind.fields, button: 'liaison.words.keep' },
      ...{ begins: { texts: boxesFor('given', today) }, again },
    },
  });
}

function problemsOf(day: string | undefined, isStatement: boolean, { t, today }: VictimAsk): FieldProblem[] {
  if (day === undefined) return [];
  const wrong = (key: TextKey) => [{ field: 'given-day', text: t(key) }];
  if (day > today.toString()) return wrong('liaison.problem.future');
  return isStatement && !mayGiveStatement(Temporal.PlainDate.from(day))
    ? wrong('liaison.statement.early')
    : [];
}

async function keep(ask: VictimAsk, which: keyof typeof kinds): Promise<Answer> {
  const { tx, params, body, t, actor, tokens, today } = ask;
  const read = readFields(kinds[which].fields, body, t);
  const problems = [...read.problems, ...problemsOf(read.days.given, which === 'statement', ask)];
  if (problems.length > 0) return page(ask, kinds[which], { typed: read, problems });
  const file = await readCase(tx, params.caseId);
  const victim = found(file.registrations.find(({ id }) => id === params.victim));
  const said = {
    ...{ caseId: file.caseId, victimId: victim.id, actor },
    ...{
      sealed: seal(tokens, { words: read.texts.words ?? '' }),
      givenOn: read.days.given ?? today.toString(),
    },
  };
  if (which === 'statement')
    await keepStatement(tx, { ...said, language: found(spokenIn.find(one => one === read.texts.language)) });
  else await keepRepresentation(tx, { ...said, about: found(abouts.find(one => one === read.texts.about)) });
  return { goTo: liaisonPaths.victim(file.caseId, victim.id), say: 'liaison.said.kept' };
}

const routesOf = (which: keyof typeof kinds): Route[] => [
  route({
    ...{ method: 'GET', path: kinds[which].action(':caseId', ':victim'), ...byVictimDoor },
    ...{ audit: `victim.${which}.opened`, params: victimParams },
    handle: ask => page(ask, kinds[which]),
  }),
  route({
    ...{ method: 'POST', path: kinds[which].action(':caseId', ':victim'), ...byVictimDoor },
    ...{ audit: 'by the command', params: victimParams },
    handle: ask => keep(ask, which),
  }),
];

/** What a victim says: representations, and the personal statement that goes to nobody. */
export const wordRoutes: readonly Route[] = [...routesOf('representation'), ...routesOf('statement')];
