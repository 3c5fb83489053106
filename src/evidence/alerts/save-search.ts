import {
  type Again,
  type Field,
  formPage,
  readFields,
  type Typed,
} from '../../platform/small-forms/index.ts';
import { type Answer, type Ask, found } from '../../platform/web/index.ts';
import { evidencePaths } from '../paths.ts';
import { keywordsAsked, type SearchState, searchHref } from '../search/state.ts';
import { type Wording, wordingFor } from '../thesaurus/wording.ts';
import { changeSearch, keepSearch, keptAs, type SearchInput } from './commands/keep-search.ts';
import { alertPaths } from './paths.ts';
import {
  type AlertChoice,
  alertChoices,
  canBeWrittenTo,
  readNameOf,
  readSearches,
} from './queries/read-searches.ts';
import { showConditions } from './show-conditions.ts';

type SaveAsk = Ask<unknown, SearchState>;
type OneAsk = Ask<{ id: number }, unknown>;

const longestName = 200;
const fields: readonly Field[] = [
  {
    ...{ kind: 'line', name: 'name', label: 'shelf.search.name' },
    ...{ hint: 'shelf.search.nameHint', need: 'shelf.need.name', longest: longestName },
  },
  {
    ...{ kind: 'one', name: 'alert', label: 'shelf.search.alert', hint: 'shelf.search.alertHint' },
    choices: alertChoices.map(value => ({ value, text: `shelf.alert.${value}` as const })),
  },
];

function readInput({ body, t }: Pick<SaveAsk, 'body' | 't'>): Again & { input: SearchInput } {
  const { problems, ...typed } = readFields(fields, body, t);
  const { name = '', alert = '' } = typed.texts;
  const chosen = (alertChoices as readonly string[]).includes(alert) ? (alert as AlertChoice) : 'none';
  return { typed, problems, input: { name, alert: chosen } };
}

type Form = {
  canBeWrittenTo: boolean;
  /** The name under which it is kept already. */
  already?: string | undefined;
  title: string;
  state: SearchState;
  backHref: string;
  texts: Typed['texts'];
  wording: Wording;
};

function searchForm({ t, path }: Pick<SaveAsk, 't' | 'path'>, of: Form, again?: Again): Answer {
  const { title, state, backHref, texts, wording } = of;
  return formPage(t, {
    ...{ page: 'evidence/alerts/views/form.njk', title, backHref },
    ...(of.already === undefined ? {} : { text: t('shelf.save.already', { name: of.already }) }),
    ...(of.canBeWrittenTo ? {} : { inset: t('shelf.search.noAddress') }),
    shows: { conditions: showConditions(state, wording), feedHref: searchHref(state, evidencePaths.feed()) },
    form: { action: path, fields, button: 'platform.action.save', begins: { texts }, again },
  });
}

/** The form that keeps the search of its own address. */
export async function savePage(ask: SaveAsk, again?: Again): Promise<Answer> {
  const { tx, t, query } = ask;
  const wording = await wordingFor(tx, t, keywordsAsked(query));
  const conditions = showConditions(query, wording).map(({ text }) => text);
  const suggested = conditions.join(', ').slice(0, longestName);
  const texts = { name: suggested, alert: 'none' };
  const of = { title: t('shelf.save.title'), state: query, backHref: searchHref(query), texts, wording };
  const already = await readNameOf(tx, keptAs(query));
  return searchForm(ask, { ...of, already, canBeWrittenTo: await canBeWrittenTo(tx) }, again);
}

export async function save(ask: SaveAsk): Promise<Answer> {
  const { input, ...again } = readInput(ask);
  if (again.problems.length > 0) return savePage(ask, again);
  await keepSearch(ask.tx, ask.query, input);
  return { goTo: alertPaths.list(), say: 'shelf.said.saved' };
}

/** The form that gives a search another name, or its letters another time. */
export async function changePage(ask: OneAsk, again?: Again): Promise<Answer> {
  const { tx, t, params } = ask;
  const { name, alert, state } = found((await readSearches(tx, params.id))[0]);
  const wording = await wordingFor(tx, t, keywordsAsked(state));
  const texts = { name, alert };
  const of = { title: t('shelf.change.title'), state, backHref: alertPaths.list(), texts, wording };
  return searchForm(ask, { ...of, canBeWrittenTo: await canBeWrittenTo(tx) }, again);
}

export async function change(ask: OneAsk): Promise<Answer> {
  const { input, ...again } = readInput(ask);
  if (again.problems.length > 0) return changePage(ask, again);
  await changeSearch(ask.tx, ask.params.id, input);
  return { goTo: alertPaths.list(), say: 'shelf.said.changed' };
}
