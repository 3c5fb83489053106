import { z } from 'zod';
import { drawFields, nothingTyped, readFields, type Typed } from '../../platform/small-forms/index.ts';
import {
  type Answer,
  type Ask,
  type FieldProblem,
  found,
  one,
  type Route,
  route,
  tooLate,
} from '../../platform/web/index.ts';
import { smallIdParams } from '../public-reading.ts';
import { addTerm, changeTerm, mergeTerm } from './commands/save-term.ts';
import { termPaths } from './paths.ts';
import { readNamed, readTerm, type Term } from './queries/read-term.ts';
import { nameFields, readTermForm, termFields, typedOf } from './term-form.ts';

const addQuery = z.object({ label: z.string().max(300).catch('') });
type AddAsk = Ask<unknown, z.infer<typeof addQuery>>;
type OneAsk = Ask<z.infer<typeof smallIdParams>, unknown>;
type Again = { readonly typed: Typed; readonly problems: readonly FieldProblem[]; readonly version?: string };

const formPage = (
  { t, path }: Pick<OneAsk, 't' | 'path'>,
  form: { title: string; backHref: string; about?: string; fields: typeof termFields; version: string },
  { typed, problems }: Pick<Again, 'typed' | 'problems'>,
): Answer => ({
  ...{ page: 'evidence/thesaurus/views/form.njk', title: form.title, backHref: form.backHref },
  model: {
    ...{ about: form.about ?? '', action: path, version: form.version },
    fields: drawFields(form.fields, typed, t),
  },
  ...(problems.length > 0 ? { status: 422, problems } : {}),
});

function addForm(ask: AddAsk, again?: Again): Answer {
  const typed = { ...nothingTyped, texts: { label: ask.query.label } };
  return formPage(
    ask,
    { title: ask.t('terms.add.title'), backHref: termPaths.list(), fields: termFields, version: '' },
    again ?? { typed, problems: [] },
  );
}

async function add(ask: AddAsk): Promise<Answer> {
  const { typed, problems, input } = await readTermForm(ask, 0);
  if (problems.length > 0) return addForm(ask, { typed, problems });
  return { goTo: termPaths.one(await addTerm(ask.tx, input)), say: 'terms.said.saved' };
}

/** The term that is looked at, unless it went into another. */
async function standing({ tx, params }: OneAsk): Promise<Term> {
  const term = found(await readTerm(tx, params.id));
  if (term.mergedInto !== null) throw tooLate('terms.refusal.merged');
  return term;
}

async function changeForm(ask: OneAsk, again?: Again): Promise<Answer> {
  const term = await standing(ask);
  const [title, backHref] = [ask.t('terms.change.title', { term: term.label }), termPaths.one(term.id)];
  return formPage(
    ask,
    { title, backHref, fields: termFields, version: again?.version ?? String(term.version) },
    again ?? { typed: typedOf(term), problems: [] },
  );
}

async function change(ask: OneAsk): Promise<Answer> {
  const { tx, body, params } = ask;
  const version = one(body, 'version');
  const { typed, problems, input } = await readTermForm(ask, params.id);
  if (problems.length > 0) return changeForm(ask, { typed, problems, version });
  await changeTerm(tx, { id: params.id, version: /^\d{1,9}$/.test(version) ? Number(version) : 0 }, input);
  return { goTo: termPaths.one(params.id), say: 'terms.said.saved' };
}

async function mergeForm(ask: OneAsk, again: Again = { typed: nothingTyped, problems: [] }): Promise<Answer> {
  const { label, id } = await standing(ask);
  const { t } = ask;
  const [title, about] = [t('terms.merge.title', { term: label }), t('terms.merge.about')];
  return formPage(ask, { title, about, backHref: termPaths.one(id), fields: nameFields, version: '' }, again);
}

async function merge(ask: OneAsk): Promise<Answer> {
  const { tx, t, body, params } = ask;
  const read = readFields(nameFields, body, t);
  const { name = '' } = read.texts;
  const [into] = await readNamed(tx, [name], params.id);
  const problems = [...read.problems];
  if (problems.length === 0 && !into) problems.push({ field: 'name', text: t('terms.need.known', { name }) });
  if (into?.id === params.id) problems.push({ field: 'name', text: t('terms.need.another') });
  if (problems.length > 0 || !into) return mergeForm(ask, { typed: read, problems });
  await mergeTerm(tx, params.id, into.id);
  return { goTo: termPaths.one(into.id), say: 'terms.said.merged' };
}

const none = 'none: a form that holds nothing about anybody' as const;
const adding = { path: termPaths.add(), access: ['librarian'], query: addQuery } as const;
const changing = { path: termPaths.change(':id'), access: ['librarian'], params: smallIdParams } as const;
const merging = { path: termPaths.merge(':id'), access: ['librarian'], params: smallIdParams } as const;

/** Keeping the terms: librarians. */
export const keepTermRoutes: readonly Route[] = [
  route({ ...adding, method: 'GET', audit: none, handle: async (ask: AddAsk) => addForm(ask) }),
  route({ ...adding, method: 'POST', audit: 'by the command', handle: add }),
  route({ ...changing, method: 'GET', audit: none, handle: (ask: OneAsk) => changeForm(ask) }),
  route({ ...changing, method: 'POST', audit: 'by the command', handle: change }),
  route({ ...merging, method: 'GET', audit: none, handle: (ask: OneAsk) => mergeForm(ask) }),
  route({ ...merging, method: 'POST', audit: 'by the command', handle: merge }),
];
