import { sql } from 'kysely';
import type { Tx } from '../database/index.ts';
import { impactOf, rarityOf } from './bm25f.ts';
import { encodeNumbers, type Postings } from './postings.ts';
import { type Ranked, rank, type Term } from './rank.ts';
import { readWords } from './read-words.ts';

type State = { last: number; built: number; documents: number; average: number; gone: number[] };
type Fresh = { number: number; length: number; words: string };
type Row = {
  state: State | null;
  fresh: Fresh[] | null;
  lexeme: string | null;
} & { [part in keyof Postings]: Postings[part] | null };

/** What was found: the keys of the best in order, and how many there are in all. */
export type Found = { readonly best: readonly (Ranked & { key: number })[]; readonly total: number };

/**
 * Ranks the documents of an index by plain words: each that holds any of them is found, the best first.
 * @param asked the words, and how many documents are wanted from which place on
 */
export async function searchPlain(
  tx: Tx,
  { index, text, from = 0, count }: { index: string; text: string; from?: number; count: number },
): Promise<Found> {
  const { state, terms } = await read(tx, index, text);
  if (!state) return { best: [], total: 0 };
  const { best, total } = rank(terms, { last: state.last, gone: state.gone, top: from + count });
  return { best: await withKeys(tx, index, best.slice(from)), total };
}

async function withKeys(tx: Tx, index: string, best: readonly Ranked[]) {
  const { rows } = await sql<{ number: number; key: number }>`select number, key from search.document
    where index_name = ${index} and number = any (${best.map(({ number }) => number)})`.execute(tx.db);
  const keys = new Map(rows.map(({ number, key }) => [number, key]));
  return best.map(one => ({ ...one, key: keys.get(one.number) ?? 0 }));
}

/** The words that were asked for with all that holds them, in one query; what came since the lists were made, too. */
async function read(tx: Tx, index: string, text: string): Promise<{ state: State | null; terms: Term[] }> {
  const { rows } = await sql<Row>`
    with asked as materialized (
      select lexeme from unnest(to_tsvector('search.words', ${text}))
    ), state as materialized (select * from search.index where name = ${index}),
    any_of as materialized (select string_agg(quote_literal(lexeme), ' | ')::tsquery as words from asked)
    select json_build_object('last', s.last, 'built', s.built, 'documents', s.documents,
        'average', s.words::float / greatest(1, s.documents),
        'gone', array(select g.number from search.gone g where g.index_name = ${index})) as state,
      (select coalesce(json_agg(json_build_object('number', d.number, 'length', d.length, 'words', d.words::text)), '[]')
       from search.document d where d.index_name = ${index} and d.number > s.built and not d.removed
         and d.words @@ (select words from any_of)) as fresh,
      null as lexeme, null::int as n, null::bytea as numbers, null::bytea as impacts, null::bytea as parts
    from state s
    union all
    select null, null, a.lexeme, p.n, p.numbers, p.impacts, p.parts
    from asked a left join search.posting p on p.index_name = ${index} and p.lexeme = a.lexeme`.execute(
    tx.db,
  );
  const state = rows.find(row => row.state)?.state ?? null;
  if (!state) return { state, terms: [] };
  const fresh = freshLists(rows.find(row => row.fresh)?.fresh ?? [], state.average);
  return { state, terms: termsOf(rows, { fresh, documents: state.documents }) };
}

function freshLists(documents: readonly Fresh[], average: number): ReadonlyMap<string, Postings> {
  const lists = new Map<string, { number: number; impact: number; parts: number }[]>();
  for (const { number, length, words } of documents)
    for (const { lexeme, frequency, parts } of readWords(words)) {
      const list = lists.get(lexeme) ?? [];
      list.push({ number, parts, impact: impactOf(frequency, length, average) });
      lists.set(lexeme, list);
    }
  return new Map(
    [...lists].map(([lexeme, list]) => {
      list.sort((one, other) => one.number - other.number);
      return [
        lexeme,
        {
          n: list.length,
          numbers: encodeNumbers(list.map(({ number }) => number)),
          impacts: Uint8Array.from(list, ({ impact }) => impact),
          parts: Uint8Array.from(list, ({ parts }) => parts),
        },
      ];
    }),
  );
}

// A word counts once, however often it was asked for: people write questions, and repeat themselves.
function termsOf(
  rows: readonly Row[],
  { fresh, documents }: { fresh: ReadonlyMap<string, Postings>; documents: number },
): Term[] {
  const terms = Map.groupBy(
    rows.filter(row => row.lexeme !== null),
    ({ lexeme }) => lexeme ?? '',
  );
  return [...terms].map(([lexeme, found]) => {
    const since = fresh.get(lexeme);
    const lists = [...found.filter(isList), ...(since ? [since] : [])];
    const holding = lists.reduce((sum, { n }) => sum + n, 0);
    return { weight: rarityOf(holding, documents), lists };
  });
}

const isList = (row: Row): row is Row & Postings => row.n !== null;
