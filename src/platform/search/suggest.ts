import { sql } from 'kysely';
import { LRUCache } from 'lru-cache';
import type { Tx } from '../database/index.ts';
import { keptInGeneration, type OfGeneration } from './generation.ts';

/** What somebody who types may want: the whole of what they may type, a title, a value of a facet, or a name of one. */
export type Suggestion =
  | { readonly is: 'words'; readonly text: string; readonly count: number }
  | { readonly is: 'title'; readonly text: string; readonly key: number }
  | { readonly is: 'name'; readonly text: string }
  | { readonly is: 'value'; readonly text: string; readonly facet: string; readonly count: number };

type Suggesting = {
  readonly index: string;
  readonly typed: string;
  /** How many of each kind at most. */
  readonly count: number;
  /** The facets whose values are suggested. */
  readonly facets?: readonly string[];
};

const lastWord = /[\p{L}\p{M}\p{N}]+$/u;
const most = 200;

type Row = {
  readonly is: Suggestion['is'];
  readonly text: string;
  readonly n: number;
  readonly facet: string;
};
type Kept = OfGeneration & { readonly rows: readonly Row[] };

/** What was answered last: everybody begins with the same few letters. */
const kept = new LRUCache<string, Kept>({ max: 5_000 });

/**
 * Suggests while somebody types: values, names that stand for others and titles that begin as what was typed, and what its last word may become, the
 * most frequent first. One question to the database, and a small one where the same was asked since the index changed
 * last. Words and values are those of documents whose lists are made.
 * @returns values, then names, then titles, then words; nothing where nothing was typed
 */
export async function suggest(tx: Tx, asked: Suggesting): Promise<readonly Suggestion[]> {
  const text = asked.typed.slice(0, most);
  if (text.trim() === '') return [];
  const name = JSON.stringify({ ...asked, typed: text });
  const before = await keptInGeneration(tx, { index: asked.index, kept, name });
  const rows = before?.rows ?? (await readRows(tx, { ...asked, typed: text }, name));
  return rows.map(({ is, text: found, n, facet }): Suggestion => {
    if (is === 'title') return { is, text: found, key: n };
    if (is === 'name') return { is, text: found };
    if (is === 'value') return { is, text: found, facet, count: n };
    return { is, text: text.replace(lastWord, found), count: n };
  });
}

/** Beginnings of up to three letters have an index of their own: thousands of words begin with them. */
async function readRows(
  tx: Tx,
  { index, typed, count, facets = [] }: Suggesting,
  name: string,
): Promise<readonly Row[]> {
  const last = lastWord.exec(typed)?.[0] ?? '';
  const { rows } = await sql<Kept>`
    with asked as materialized (select t.whole, coalesce(l.last, '') as last, t.whole || chr(1114111) as whole_end, l.last || chr(1114111) as last_end
      from (select search.title_of(${typed}) as whole, search.title_of(${last}) as last) t
      cross join lateral (select (string_to_array(t.last, ' '))[cardinality(string_to_array(t.last, ' '))] as last) l
    ), found as (
    (select 'value' as is, v.value as text, v.n, v.facet from asked a
      cross join lateral (select * from search.value v where v.index_name = ${index} and v.facet = any (${[...facets]}::text[])
        and v.folded >= a.whole collate "C" and v.folded < a.whole_end collate "C" order by v.n desc, v.value limit ${count}::int) v
      where a.whole <> '')
    union all
    (select 'name', s.word, 0, null from asked a
      cross join lateral (select distinct on (s.folded) s.folded, s.word from search.synonym s where s.index_name = ${index} and not s.is_narrower
        and s.folded >= a.whole collate "C" and s.folded < a.whole_end collate "C" order by s.folded, s.word limit ${count}::int) s
      where a.whole <> '')
    union all
    (select 'title', d.heading, d.key, null from asked a
      cross join lateral (select * from search.document d where d.index_name = ${index} and not d.removed
        and d.title >= a.whole collate "C" and d.title < a.whole_end collate "C" order by d.title limit ${count}::int) d
      where a.whole <> '')
    union all
    (select 'words', w.word, w.n, null from asked a
      cross join lateral (
        (select * from search.word w where char_length(a.last) = 1 and w.index_name = ${index} and left(w.word, 1) = a.last
          order by w.n desc limit ${count}::int)
        union all
        (select * from search.word w where char_length(a.last) = 2 and w.index_name = ${index} and left(w.word, 2) = a.last
          order by w.n desc limit ${count}::int)
        union all
        (select * from search.word w where char_length(a.last) = 3 and w.index_name = ${index} and left(w.word, 3) = a.last
          order by w.n desc limit ${count}::int)
        union all
        (select * from search.word w where char_length(a.last) > 3 and w.index_name = ${index}
          and w.word >= a.last collate "C" and w.word < a.last_end collate "C" order by w.n desc, w.word limit ${count}::int)) w
      where a.last <> '' and w.word <> a.last))
    select i.generation, coalesce((select json_agg(f) from found f), '[]') as rows from search.index i where i.name = ${index}`.execute(
    tx.db,
  );
  const [found] = rows;
  if (found) kept.set(name, found);
  return found?.rows ?? [];
}
