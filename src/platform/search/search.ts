import { sql } from 'kysely';
import type { Tx } from '../database/index.ts';
import { rarityOf } from './bm25f.ts';
import { type Counted, type Filters, narrow } from './narrow.ts';
import { type Clause, type Fields, readQuery } from './query.ts';
import { bestOf, type Ranked, scored, type Term } from './rank.ts';
import { type Material, readMaterial } from './read.ts';
import { type DocumentSet, everyDocument, setOf } from './sets.ts';

/** By what a result is ordered: how much each is about it, what came into the index last, or a facet of numbers. */
export type Order = 'relevance' | 'newest' | { readonly facet: string; readonly rising: boolean };

export type Search = {
  readonly index: string;
  /** What was typed; nothing finds everything. */
  readonly typed: string;
  readonly fields?: Fields;
  readonly filters?: Filters;
  /** The facets whose values are counted. */
  readonly counted?: readonly string[];
  readonly order?: Order;
  readonly from?: number;
  readonly count: number;
};

export type Hit = {
  /** What the room calls the document. */
  readonly key: number;
  readonly score: number;
  /** The words of the query that it holds. */
  readonly matched: readonly string[];
};
export type Found = {
  readonly hits: readonly Hit[];
  readonly total: number;
  readonly counts: Readonly<Record<string, readonly Counted[]>>;
  /** The words that were asked for, and how many documents each alone would find. */
  readonly words: readonly Counted[];
};

const nothing: Found = { hits: [], total: 0, counts: {}, words: [] };
const noFields: Fields = { parts: [], values: [] };

/**
 * Searches an index. Two questions to the database, and one more where its lists were made anew.
 * @param asked what is asked, and which part of the result is wanted
 */
export async function search(tx: Tx, asked: Search): Promise<Found> {
  const clause = readQuery(asked.typed, asked.fields ?? noFields);
  const clauses = clause ? flat(clause) : [];
  const everything = clauses.length === 0 || clauses.some(({ is }) => is === 'not' || is === 'value');
  const material = await readMaterial(tx, { index: asked.index, typed: asked.typed, clauses, everything });
  if (!material) return nothing;
  const lexemes = [...new Set(wanted(clause).flatMap(one => material.lexemesOf.get(one) ?? []))];
  const result = evaluate(material, {
    clause,
    asked,
    terms: lexemes.map(lexeme => termOf(lexeme, material)),
  });
  return {
    ...result,
    hits: await withKeys(tx, { index: asked.index, best: result.hits, lexemes }),
    words: lexemes.map(value => ({ value, count: holding(value, material) })),
  };
}

const flat = (clause: Clause): Clause[] =>
  clause.is === 'and' || clause.is === 'or'
    ? [clause, ...clause.of.flatMap(flat)]
    : clause.is === 'not'
      ? [clause, ...flat(clause.of)]
      : [clause];

/** The clauses whose words make a document better: those that are not denied. */
function wanted(clause: Clause | undefined): Clause[] {
  if (!clause || clause.is === 'not') return [];
  return clause.is === 'and' || clause.is === 'or' ? clause.of.flatMap(wanted) : [clause];
}

const holding = (lexeme: string, { lists }: Material) =>
  (lists.get(lexeme) ?? []).reduce((sum, { n }) => sum + n, 0);

// A word counts once, however often it was asked for: people write questions, and repeat themselves.
const termOf = (lexeme: string, material: Material): Term => ({
  weight: rarityOf(holding(lexeme, material), material.documents),
  lists: material.lists.get(lexeme) ?? [],
});

type Evaluated = {
  readonly clause: Clause | undefined;
  readonly asked: Search;
  readonly terms: readonly Term[];
};

/** Everything between the two questions, in one turn of the program. */
function evaluate(material: Material, { clause, asked, terms }: Evaluated) {
  return scored(terms, material, scores => {
    const found = clause?.is === 'words' ? scores.found : numbersIn(strictly(clause, material));
    const { filters = {}, counted = [], from = 0, count, order = 'relevance' } = asked;
    const { kept, counts } = narrow(found, { material, filters, counted });
    // The title itself, word for word, is what was looked for.
    for (const number of material.titled) scores.of[number] = Number.MAX_SAFE_INTEGER;
    const best = bestOf(kept, inOrder(order, { scores: scores.of, material }), from + count);
    return { hits: best.slice(from), total: kept.length, counts };
  });
}

function strictly(clause: Clause | undefined, material: Material): DocumentSet {
  if (!clause) return everyDocument(material);
  return setOf(clause, material) ?? new Uint8Array(0);
}

function numbersIn(set: DocumentSet): Uint32Array {
  const numbers = new Uint32Array(set.length);
  let n = 0;
  for (let number = 0; number < set.length; number += 1) if (set[number] === 1) numbers[n++] = number;
  return numbers.subarray(0, n);
}

function inOrder(
  order: Order,
  { scores, material }: { scores: Float32Array; material: Material },
): Float32Array | Float64Array {
  if (order === 'relevance') return scores;
  // Numbers grow with what comes in.
  if (order === 'newest') return Float64Array.from({ length: material.last + 1 }, (_, number) => number);
  const sign = order.rising ? -1 : 1;
  const by = new Float64Array(material.last + 1).fill(Number.NEGATIVE_INFINITY);
  for (const { numbers, facets } of material.runs) {
    const facet = facets.get(order.facet);
    if (!facet) continue;
    const values = facet.list.map(value => sign * Number(value));
    for (let place = 0; place < numbers.length; place += 1) {
      const at = facet.starts[place] as number;
      if (at < (facet.starts[place + 1] as number))
        by[numbers[place] as number] = values[facet.codes[at] as number] as number;
    }
  }
  for (const { number, facets } of material.fresh) {
    const [value] = facets[order.facet] ?? [];
    if (value !== undefined) by[number] = sign * Number(value);
  }
  return by;
}

async function withKeys(
  tx: Tx,
  { index, best, lexemes }: { index: string; best: readonly Ranked[]; lexemes: readonly string[] },
): Promise<Hit[]> {
  if (best.length === 0) return [];
  const { rows } = await sql<{ number: number; key: number; matched: string[] }>`
    select d.number, d.key, array(select l from unnest(${[...lexemes]}::text[]) l
        where d.words @@ quote_literal(l)::tsquery) as matched
    from search.document d where d.index_name = ${index} and d.number = any (${best.map(({ number }) => number)}::int[])`.execute(
    tx.db,
  );
  const found = new Map(rows.map(row => [row.number, row]));
  return best.flatMap(({ number, score }) => {
    const row = found.get(number);
    return row ? { key: row.key, score, matched: row.matched } : [];
  });
}
