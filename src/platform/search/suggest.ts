import { sql } from 'kysely';
import type { Tx } from '../database/index.ts';

/** What somebody who types may want: the whole of what they may type, a title, or a value of a facet. */
export type Suggestion =
  | { readonly is: 'words'; readonly text: string; readonly count: number }
  | { readonly is: 'title'; readonly text: string; readonly key: number }
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

/**
 * Suggests while somebody types: values and titles that begin as what was typed, and what its last word may become, the
 * most frequent first. One question to the database. Words and values are those of documents whose lists are made.
 * @returns values, then titles, then words; nothing where nothing was typed
 */
export async function suggest(
  tx: Tx,
  { index, typed, count, facets = [] }: Suggesting,
): Promise<readonly Suggestion[]> {
  const text = typed.slice(0, most);
  const last = lastWord.exec(text)?.[0] ?? '';
  if (text.trim() === '') return [];
  const { rows } = await sql<{ is: Suggestion['is']; text: string; n: number; facet: string }>`
    with asked as materialized (select t.whole, coalesce(l.last, '') as last, t.whole || chr(1114111) as whole_end, l.last || chr(1114111) as last_end
      from (select search.title_of(${text}) as whole, search.title_of(${last}) as last) t
      cross join lateral (select (string_to_array(t.last, ' '))[cardinality(string_to_array(t.last, ' '))] as last) l)
    (select 'value' as is, v.value as text, v.n, v.facet from asked a
      cross join lateral (select * from search.value v where v.index_name = ${index} and v.facet = any (${[...facets]}::text[])
        and v.folded >= a.whole collate "C" and v.folded < a.whole_end collate "C" order by v.n desc, v.value limit ${count}::int) v
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
        (select * from search.word w where char_length(a.last) > 1 and w.index_name = ${index}
          and w.word >= a.last collate "C" and w.word < a.last_end collate "C" order by w.n desc, w.word limit ${count}::int)) w
      where a.last <> '' and w.word <> a.last)`.execute(tx.db);
  return rows.map(({ is, text: found, n, facet }): Suggestion => {
    if (is === 'title') return { is, text: found, key: n };
    if (is === 'value') return { is, text: found, facet, count: n };
    return { is, text: text.replace(lastWord, found), count: n };
  });
}
