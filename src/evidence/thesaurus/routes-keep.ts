import { z } from 'zod';
import { type Again, formPage, readFields } from '../../platform/small-forms/index.ts';
import {
  type Answer,
  type Ask,
  found,
  one,
  Refusal,
  type Route,
  route,
  smallNumber,
  tooLate,
} from '../../platform/web/index.ts';
import { smallIdParams } from '../public-reading.ts';
import { addTerm, changeTerm, mergeTerm, takeApart } from './commands/save-term.ts';
import { termPaths } from './paths.ts';
import { readNamed, readTerm, type Term } from './queries/read-term.ts';
import { nameFields, readTermForm, termFields, typedOf } from './term-form.ts';

const addQuery = z.object({ label: z.string().max(300).catch('') });
type AddAsk = Ask<unknown, z.infer<typeof addQuery>>;
type OneAsk = Ask<z.infer<typeof smallIdParams>, unknown>;

const button = 'terms.button.save';

function addForm(ask: AddAsk, again?: Again): Answer {
  const begins = { texts: { label: ask.query.label } };
  return formPage(ask.t, {
    ...{ title: ask.t('terms.add.title'), backHref: termPaths.list() },
    form: { action: ask.path, fields: termFields, button, begins, again },
  });
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

async function changeForm(ask: OneAsk, again?: Again & { version: string }): Promise<Answer> {
  const term = await standing(ask);
  const hidden = { version: again?.version ?? term.version };
  return formPage(ask.t, {
    ...{ title: ask.t('terms.change.title', { term: term.label }), backHref: termPaths.one(term.id) },
    form: { action: ask.path, fields: termFields, button, begins: typedOf(term), again, hidden },
  });
}

async function change(ask: OneAsk): Promise<Answer> {
  const { tx, body, params } = ask;
  const version = one(body, 'version');
  const { typed, problems, input } = await readTermForm(ask, params.id);
  // Told beside what was typed, which would else be lost; whoever is faster than this look is refused by the command.
  if (String((await standing(ask)).version) !== version)
    problems.push({ field: 'label', text: ask.t('terms.need.again') });
  if (problems.length > 0) return changeForm(ask, { typed, problems, version });
  await changeTerm(tx, { id: params.id, version: /^\d{1,9}$/.test(version) ? Number(version) : 0 }, input);
  return { goTo: termPaths.one(params.id), say: 'terms.said.saved' };
}

async function mergeForm(ask: OneAsk, again?: Again): Promise<Answer> {
  const { label, id } = await standing(ask);
  const { t, path } = ask;
  return formPage(t, {
    ...{ title: t('terms.merge.title', { term: label }), text: t('terms.merge.about') },
    ...{ backHref: termPaths.one(id), form: { action: path, fields: nameFields, button, again } },
  });
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

/** A button on the page of a term: one that went into it stands by itself again. */
async function apart({ tx, params, body }: OneAsk): Promise<Answer> {
  const id = smallNumber.safeParse(one(body, 'term')).data;
  if (id === undefined) throw new Refusal(400);
  return { goTo: termPaths.one(await takeApart(tx, id, params.id)), say: 'terms.said.apart' };
}

const none = 'none: a form that holds nothing about anybody' as const;
const adding = { path: termPaths.add(), access: ['librarian'], query: addQuery } as const;
const changing = { path: termPaths.change(':id'), access: ['librarian'], params: smallIdParams } as const;
const takingApart = { path: termPaths.apart(':id'), access: ['librarian'], params: smallIdParams } as const;
const merging = { path: termPaths.merge(':id'), access: ['librarian'], params: smallIdParams } as const;

/** Keeping the terms: librarians. */
export const keepTermRoutes: readonly Route[] = [
  route({ ...adding, method: 'GET', audit: none, handle: async (ask: AddAsk) => addForm(ask) }),
  route({ ...adding, method: 'POST', audit: 'by the command', handle: add }),
  route({ ...changing, method: 'GET', audit: none, handle: (ask: OneAsk) => changeForm(ask) }),
  route({ ...changing, method: 'POST', audit: 'by the command', handle: change }),
  route({ ...merging, method: 'GET', audit: none, handle: (ask: OneAsk) => mergeForm(ask) }),
  route({ ...merging, method: 'POST', audit: 'by the command', handle: merge }),
  route({ ...takingApart, method: 'POST', audit: 'by the command', handle: apart }),
];
