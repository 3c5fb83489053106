import { z } from 'zod';
import { type Again, formPage, readFields } from '../../platform/small-forms/index.ts';
import {
  type Answer,
  type Ask,
  isStorable,
  one,
  type PageQuery,
  pageQuery,
  Refusal,
  type Route,
  route,
  smallNumber,
} from '../../platform/web/index.ts';
import { paginate } from '../../platform/web/look/index.ts';
import { leaveKeyword, mapKeyword, takeKeywordBack } from './commands/place-keyword.ts';
import { addTerm } from './commands/save-term.ts';
import { termPaths } from './paths.ts';
import { readLeft, readNamed, readUnmapped } from './queries/read-term.ts';
import { hasLetters, nameFields } from './term-form.ts';
import { sayKeyword, sayTerm, wordingFor } from './wording.ts';

const size = 50;
const keywordOf = z.string().trim().max(4000).regex(hasLetters).refine(isStorable);
const chooseQuery = z.object({ keyword: z.string().max(4000).catch('') });
type ListAsk = Ask<unknown, PageQuery>;
type ChooseAsk = Ask<unknown, z.infer<typeof chooseQuery>>;

async function listPage({ tx, t, query }: ListAsk): Promise<Answer> {
  const rows = await readUnmapped(tx, { skipped: (query.page - 1) * size, most: size });
  const near = rows.flatMap(({ suggestions }) => suggestions.map(({ label }) => label));
  const wording = await wordingFor(tx, t, near);
  const total = rows[0]?.total ?? 0;
  // Whatever stood on the last page is placed by now.
  if (rows.length === 0 && query.page > 1) return { goTo: termPaths.unmapped() };
  return {
    page: 'evidence/thesaurus/views/unmapped.njk',
    title: t('terms.unmapped.title'),
    backHref: termPaths.list(),
    model: {
      ...{ action: pageOf(termPaths.unmapped(), query.page), leftHref: termPaths.left() },
      rows: rows.map(row => ({
        ...row,
        lang: sayTerm({ label: row.keyword, labelCy: null }, t).lang,
        suggestions: row.suggestions.map(one => ({ id: one.id, ...sayKeyword(one.label, wording) })),
        records: t('terms.records', { count: row.n }),
        chooseHref: `${termPaths.choose()}?${new URLSearchParams({ keyword: row.keyword })}`,
      })),
      pages: paginate({ page: query.page, size, total }, page => pageOf(termPaths.unmapped(), page)),
    },
  };
}

const pageOf = (path: string, page: number) => (page > 1 ? `${path}?page=${page}` : path);

/** What one of the buttons beside a keyword asks for: a new term, to leave it, or the number of a term. */
const doing = z.union([z.literal('make'), z.literal('leave'), smallNumber]);

async function place({ tx, body, query }: ListAsk): Promise<Answer> {
  const keyword = keywordOf.safeParse(one(body, 'keyword'));
  const asked = doing.safeParse(one(body, 'do'));
  if (!keyword.success || !asked.success) throw new Refusal(400);
  if (asked.data === 'leave') await leaveKeyword(tx, keyword.data);
  else if (asked.data === 'make') await addTerm(tx, { ...onlyNamed, label: keyword.data });
  else await mapKeyword(tx, keyword.data, asked.data);
  const say = asked.data === 'leave' ? 'terms.said.left' : 'terms.said.placed';
  return { goTo: pageOf(termPaths.unmapped(), query.page), say };
}

const onlyNamed = { labelCy: '', scopeNote: '', usedFor: [], broader: [], related: [] };

function chooseForm({ t, query, path }: ChooseAsk, again?: Again): Answer {
  if (query.keyword.trim() === '') return { goTo: termPaths.unmapped() };
  const action = `${path}?${new URLSearchParams({ keyword: query.keyword })}`;
  return formPage(t, {
    title: t('terms.choose.title', { keyword: query.keyword }),
    backHref: termPaths.unmapped(),
    form: { action, fields: nameFields, button: 'terms.button.save', again },
  });
}

async function choose(ask: ChooseAsk): Promise<Answer> {
  const { tx, t, body, query } = ask;
  const keyword = keywordOf.safeParse(query.keyword);
  if (!keyword.success) throw new Refusal(400);
  const read = readFields(nameFields, body, t);
  const { name = '' } = read.texts;
  const [term] = await readNamed(tx, [name]);
  const unknown = { field: 'name', text: t('terms.need.known', { name }) };
  if (read.problems.length > 0 || !term)
    return chooseForm(ask, { typed: read, problems: read.problems.length > 0 ? read.problems : [unknown] });
  await mapKeyword(tx, keyword.data, term.id);
  return { goTo: termPaths.unmapped(), say: 'terms.said.placed' };
}

async function leftPage({ tx, t, query }: ListAsk): Promise<Answer> {
  const rows = await readLeft(tx, { skipped: (query.page - 1) * size, most: size });
  if (rows.length === 0 && query.page > 1) return { goTo: termPaths.left() };
  return {
    page: 'evidence/thesaurus/views/left.njk',
    title: t('terms.left.title'),
    backHref: termPaths.unmapped(),
    model: {
      action: pageOf(termPaths.left(), query.page),
      keywords: rows.map(({ keyword }) => sayTerm({ label: keyword, labelCy: null }, t)),
      pages: paginate({ page: query.page, size, total: rows[0]?.total ?? 0 }, page =>
        pageOf(termPaths.left(), page),
      ),
    },
  };
}

async function takeBack({ tx, body, query }: ListAsk): Promise<Answer> {
  const keyword = keywordOf.safeParse(one(body, 'keyword'));
  if (!keyword.success) throw new Refusal(400);
  await takeKeywordBack(tx, keyword.data);
  return { goTo: pageOf(termPaths.left(), query.page), say: 'terms.said.takenBack' };
}

const none = 'none: words that records have, and the terms that come nearest' as const;
const listing = { path: termPaths.unmapped(), access: ['librarian'], query: pageQuery } as const;
const leaving = { path: termPaths.left(), access: ['librarian'], query: pageQuery } as const;
const choosing = { path: termPaths.choose(), access: ['librarian'], query: chooseQuery } as const;

/** The keywords that lead to no term: librarians. */
export const unmappedRoutes: readonly Route[] = [
  route({ ...listing, method: 'GET', audit: none, handle: listPage }),
  route({ ...listing, method: 'POST', audit: 'by the command', handle: place }),
  route({ ...leaving, method: 'GET', audit: none, handle: leftPage }),
  route({ ...leaving, method: 'POST', audit: 'by the command', handle: takeBack }),
  route({ ...choosing, method: 'GET', audit: none, handle: async (ask: ChooseAsk) => chooseForm(ask) }),
  route({ ...choosing, method: 'POST', audit: 'by the command', handle: choose }),
];
