import { sql } from 'kysely';
import type { Tx } from '../database/index.ts';
import { impactOf, rarityOf } from './bm25f.ts';
import { readWords } from './read-words.ts';

/**
 * Words that say what documents are about, each with how much it counts beside those that somebody typed (Rocchio’s
 * feedback, in “The SMART Retrieval System”, 1971, with the weights of BM25): thirty of them, as measured.
 */
export type Feedback = ReadonlyMap<string, number>;

const mostWords = 30;

/** A document with its words, and how many documents hold each of them. */
export type Worded = {
  readonly length: number;
  readonly words: string;
  readonly holding: Readonly<Record<string, number>>;
};

type Wanted = { readonly index: string } & (
  | { readonly numbers: readonly number[] }
  | { readonly keys: readonly number[] }
);

/** Reads the words of documents, named by their numbers in the index or by what the room calls them. */
export async function readWordsOf(tx: Tx, wanted: Wanted): Promise<readonly Worded[]> {
  const [numbers, keys] = 'keys' in wanted ? [[], [...wanted.keys]] : [[...wanted.numbers], []];
  const { rows } = await sql<Worded>`
    with d as materialized (
      select number, length, words from search.document where index_name = ${wanted.index} and not removed
        and number = any (${numbers}::int[])
      union all select number, length, words from search.document where index_name = ${wanted.index} and not removed
        and key = any (${keys}::bigint[])
    ), frequent as materialized (
      -- A term that the room wrote begins with a nought, and says where a document is kept rather than what it is about.
      select u.lexeme, sum(cardinality(u.positions)) as n from d cross join lateral unnest(d.words) u
      where u.lexeme !~ '^0[a-z]' group by 1 order by n desc, 1 limit 150
    ), held as materialized (
      select json_object_agg(f.lexeme, coalesce(p.n, 0)) as holding from frequent f
      cross join lateral (select sum(p.n) as n from search.posting p where p.index_name = ${wanted.index} and p.lexeme = f.lexeme) p
    )
    select d.length, d.words::text as words, h.holding from d cross join held h`.execute(tx.db);
  return rows;
}

/**
 * The words that say most of what documents are about.
 * @param documents as they were read
 * @param index how many documents the index has, and how long they are on average
 */
export function feedbackOf(
  documents: readonly Worded[],
  { documents: all, average }: { readonly documents: number; readonly average: number },
): Feedback {
  const weights = new Map<string, number>();
  for (const { length, words, holding } of documents)
    for (const { lexeme, frequency } of readWords(words)) {
      const held = holding[lexeme];
      if (held === undefined) continue;
      const weight = (impactOf(frequency, length, average) / 255) * rarityOf(held, all);
      weights.set(lexeme, (weights.get(lexeme) ?? 0) + weight / documents.length);
    }
  const best = [...weights].toSorted(([, one], [, other]) => other - one).slice(0, mostWords);
  return new Map(best);
}
