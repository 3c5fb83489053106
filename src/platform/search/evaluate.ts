import { withAll } from './all-of.ts';
import type { Found, Order, Search } from './asked-and-found.ts';
import { pageOf, type Ranked } from './best.ts';
import { firstOf } from './facets.ts';
import { narrow } from './narrow.ts';
import { endOf } from './places.ts';
import type { Clause } from './query.ts';
import { scored, type Term } from './rank.ts';
import type { Material } from './read.ts';
import { scratch } from './scratch.ts';
import { type DocumentSet, everyDocument, setOf } from './sets.ts';
import { tabulate } from './tabulate.ts';
import type { Place } from './title-order.ts';

type Asked = {
  readonly clause: Clause | undefined;
  readonly asked: Pick<
    Search,
    'filters' | 'all' | 'counted' | 'mostValues' | 'from' | 'count' | 'order' | 'after' | 'since' | 'tables'
  >;
  readonly terms: readonly Term[];
};

/** What was found; where it is yet to be put in order, all of it. */
export type Evaluated = Pick<Found, 'total' | 'counts' | 'tabulated'> & {
  readonly hits: readonly Ranked[];
  readonly found?: Uint32Array;
};

/**
 * Finds, narrows, counts and orders, in one turn of the program.
 * @param material what was read of the index
 * @param asked what is asked for; plain words, or the same with others besides, find whatever holds any of the terms
 */
export function evaluate(material: Material, { clause, asked, terms }: Asked): Evaluated {
  return scored(terms, material, (scores): Evaluated => {
    const asking = askedFor(clause, scores.found, material);
    const {
      filters = {},
      counted = [],
      mostValues,
      from = 0,
      count,
      order = 'relevance',
      after,
      since = 0,
    } = asked;
    const found = withAll(asking.subarray(endOf(asking, 0, since)), material, asked.all ?? {});
    const { kept, counts } = narrow(found, { material, filters, counted, mostValues });
    const tabulated = asked.tables && tabulate(kept, material, asked.tables);
    const result = { total: kept.length, counts, ...(tabulated && { tabulated }) };
    // Titles are put in order where they are kept; what was found may be used again before that.
    if (order === 'title') return { hits: [], ...result, found: kept.slice() };
    // The title itself, word for word, is what was looked for.
    for (const number of material.titled) scores.of[number] = Number.MAX_SAFE_INTEGER;
    const page = { from, count };
    // Where no word was asked for, none of what was found is more about it than another.
    const isEqual = order === 'relevance' && terms.length + material.titled.length === 0;
    const by = inOrder(isEqual ? 'newest' : order, { scores: scores.of, material });
    const hits = pageOf(after ? behind(after, kept, by) : kept, by, page);
    return { hits, ...result };
  });
}

/** The documents that come after a place, as `pageOf` puts them. */
function behind(
  { by: last, number: at }: Place,
  kept: Uint32Array,
  by: Float32Array | Float64Array,
): Uint32Array {
  const isBehind = (number: number) => {
    const one = by[number] as number;
    return one < Number(last) || (one === last && number < at);
  };
  return kept.filter(isBehind);
}

function askedFor(clause: Clause | undefined, withWords: Uint32Array, material: Material): Uint32Array {
  if (clause?.is === 'words') return withTitled(withWords, material);
  const asking = numbersIn(strictly(clause, material));
  return clause?.is === 'phrase' ? withTitled(asking, material) : asking;
}

/** With the documents that are called what was typed: a title may be of small words alone, as “Why me?” is. */
function withTitled(found: Uint32Array, { titled }: Material): Uint32Array {
  const others = titled.filter(number => found[endOf(found, 0, number) - 1] !== number);
  if (others.length === 0) return found;
  const all = scratch(found.length + others.length);
  all.set(found);
  all.set(others, found.length);
  return all.sort();
}

function strictly(clause: Clause | undefined, material: Material): DocumentSet {
  if (!clause) return everyDocument(material);
  return setOf(clause, material) ?? new Uint8Array(0);
}

function numbersIn(set: DocumentSet): Uint32Array {
  const numbers = scratch(set.length);
  let n = 0;
  for (let number = 0; number < set.length; number += 1) if (set[number] === 1) numbers[n++] = number;
  return numbers.subarray(0, n);
}

function inOrder(
  order: Exclude<Order, 'title'>,
  { scores, material }: { scores: Float32Array; material: Material },
): Float32Array | Float64Array {
  if (order === 'relevance') return scores;
  if (order === 'newest') return byKey(material);
  const sign = order.rising ? -1 : 1;
  const by = new Float64Array(material.last + 1).fill(Number.NEGATIVE_INFINITY);
  for (const { numbers, facets } of material.runs) {
    const facet = facets.get(order.facet);
    if (!facet) continue;
    const values = facet.list.map(value => sign * Number(value));
    for (let place = 0; place < numbers.length; place += 1) {
      const code = firstOf(facet, place);
      if (code >= 0) by[numbers[place] as number] = values[code] as number;
    }
  }
  for (const { number, facets } of material.fresh) {
    const [value] = facets[order.facet] ?? [];
    if (value !== undefined) by[number] = sign * Number(value);
  }
  return by;
}

/** Keys grow with what comes in. Numbers do not tell: whatever is put in again, as when it was changed, gets another. */
function byKey({ last, runs, fresh }: Material): Float64Array {
  const by = new Float64Array(last + 1);
  for (const { numbers, keys } of runs)
    for (let place = 0; place < numbers.length; place += 1)
      by[numbers[place] as number] = keys[place] as number;
  for (const { number, key } of fresh) by[number] = key;
  return by;
}
