import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Order } from './asked-and-found.ts';
import { beginningsOf, chunksOf } from './chunks.ts';
import { evaluate } from './evaluate.ts';
import { decodeFacet, encodeFacet } from './facets.ts';
import type { List } from './lists.ts';
import type { Material } from './read.ts';
import type { KeptRun } from './runs.ts';

type Doc = {
  readonly facets: { readonly type: string[]; readonly year: string[]; readonly keyword: string[] };
  /** How much it is about each of three words; 0 where it does not hold it. */
  readonly about: readonly [number, number, number];
  readonly gone: boolean;
};
type Numbered = Doc & { readonly number: number };

const some = (of: readonly string[], maxLength: number) =>
  fc.uniqueArray(fc.constantFrom(...of), { maxLength });
const doc: fc.Arbitrary<Doc> = fc.record({
  facets: fc.record({
    type: fc.constantFrom('report', 'article').map(type => [type]),
    year: some(['2001', '2010', '2024'], 1),
    keyword: some(['peer support', 'Élan', 'councils', 'zeal'], 3),
  }),
  about: fc.tuple(
    ...([0, 1, 2].map(() => fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 5 }))) as [
      fc.Arbitrary<number>,
      fc.Arbitrary<number>,
      fc.Arbitrary<number>,
    ]),
  ),
  gone: fc.boolean(),
});
const counted = ['type', 'year', 'keyword'] as const;

const listOf = (docs: readonly Numbered[], word: number): List => {
  const held = docs.filter(({ about }) => (about[word] ?? 0) > 0);
  return {
    n: held.length,
    numbers: Uint32Array.from(held, ({ number }) => number),
    impacts: Uint8Array.from(held, ({ about }) => about[word] ?? 0),
    parts: new Uint8Array(held.length).fill(8),
  };
};

let made = 0;

function runOf(docs: readonly Numbered[]): KeptRun {
  const facets = counted.map(name => {
    const { list, codes } = encodeFacet(docs.map(one => one.facets[name]));
    return [name, decodeFacet(list, codes, docs.length)] as const;
  });
  made += 1;
  return {
    ...{ id: `run ${made}`, facets: new Map(facets) },
    numbers: Uint32Array.from(docs, ({ number }) => number),
    keys: Float64Array.from(docs, ({ number }) => number),
  };
}

/** Documents as an index has them: the first in two runs with gaps between numbers, the last come since. */
function materialOf(docs: readonly Numbered[]): { material: Material; lists: (word: number) => List[] } {
  const third = Math.ceil(docs.length / 3);
  const parts = [docs.slice(0, third), docs.slice(third, 2 * third)].filter(part => part.length > 0);
  const fresh = docs.slice(2 * third).filter(({ gone }) => !gone);
  const material: Material = {
    ...{ generation: '', last: docs.at(-1)?.number ?? 0, documents: docs.length, average: 10 },
    gone: docs.slice(0, 2 * third).flatMap(({ gone, number }) => (gone ? [number] : [])),
    runs: parts.map(runOf),
    fresh: fresh.map(({ number, facets }) => ({ number, facets, key: number })),
    ...{
      lexemesOf: new Map(),
      lists: new Map(),
      titled: [],
      typed: new Set<string>(),
      synonyms: [],
      phrases: new Map(),
    },
  };
  return {
    material,
    lists: word => [...parts, fresh].map(part => listOf(part, word)).filter(({ n }) => n > 0),
  };
}

type Asked = {
  weights: readonly number[];
  filters: Record<string, string[]>;
  order: Order;
  from: number;
  count: number;
};

/** The same, said as plainly as it can be. */
function plainly(docs: readonly Numbered[], { weights, filters, order, from, count }: Asked) {
  const scoreOf = ({ about }: Doc) => {
    let score = 0;
    for (const [word, weight] of weights.entries())
      if ((about[word] ?? 0) > 0) score = Math.fround(score + weight * (about[word] ?? 0));
    return score;
  };
  const found = docs.filter(one => !one.gone && scoreOf(one) > 0);
  const passes = (one: Doc, but?: string) =>
    Object.entries(filters).every(
      ([name, values]) =>
        name === but ||
        values.length === 0 ||
        one.facets[name as (typeof counted)[number]].some(value => values.includes(value)),
    );
  const goodness = (one: Numbered) => {
    if (order === 'relevance') return scoreOf(one);
    if (typeof order === 'string') return one.number;
    const [year] = one.facets.year;
    return year === undefined ? Number.NEGATIVE_INFINITY : (order.rising ? -1 : 1) * Number(year);
  };
  const kept = found.filter(one => passes(one));
  const better = (one: Numbered, other: Numbered) => {
    const [a, b] = [goodness(one), goodness(other)];
    return a === b ? other.number - one.number : a > b ? -1 : 1;
  };
  const counts = counted.map(name => {
    const having = found.filter(one => passes(one, name)).flatMap(one => one.facets[name]);
    const each = [...new Set(having)].map(value => ({
      value,
      count: having.filter(is => is === value).length,
    }));
    return [name, each.sort((a, b) => b.count - a.count || a.value.localeCompare(b.value, 'en'))];
  });
  return {
    hits: kept
      .toSorted(better)
      .slice(from, from + count)
      .map(({ number }) => number),
    total: kept.length,
    counts: Object.fromEntries(counts) as Record<string, { value: string; count: number }[]>,
  };
}

const library = fc.array(doc, { minLength: 1, maxLength: 60 }).chain(docs =>
  fc.array(fc.integer({ min: 1, max: 3 }), { minLength: docs.length, maxLength: docs.length }).map(gaps => {
    const numbers = gaps.map((_, at) => gaps.slice(0, at + 1).reduce((sum, gap) => sum + gap, 0));
    return docs.map(
      (one, at): Numbered => ({ ...one, gone: one.gone && at % 4 === 0, number: numbers[at] ?? 0 }),
    );
  }),
);
const asked: fc.Arbitrary<Asked> = fc.record({
  weights: fc.array(fc.constantFrom(0.5, 1.25, 3), { minLength: 1, maxLength: 3 }),
  filters: fc.record(
    {
      type: some(['report', 'thesis'], 2),
      year: some(['2001', '2024'], 2),
      keyword: some(['councils', 'none'], 2),
    },
    { requiredKeys: [] },
  ),
  order: fc.constantFrom<Order>(
    'relevance',
    'newest',
    { facet: 'year', rising: true },
    { facet: 'year', rising: false },
  ),
  from: fc.constantFrom(0, 0, 3, 20),
  // Beyond two hundred a page is found otherwise.
  count: fc.constantFrom(5, 300),
});

test('scores, narrows, counts and orders as somebody would by hand', () => {
  fc.assert(
    fc.property(library, asked, (docs, wanted) => {
      const { material, lists } = materialOf(docs);
      const terms = wanted.weights.map((weight, word) => ({ weight, lists: lists(word) }));
      const clause = { is: 'words', text: '' } as const;
      const held = new Map(terms.map((term, word) => [`word ${word}`, term.lists]));
      const { hits, ...rest } = evaluate(
        { ...material, lists: held },
        { clause, asked: { ...wanted, counted }, terms },
      );
      const plain = plainly(docs, wanted);
      assert.deepEqual({ hits: hits.map(({ number }) => number), ...rest }, plain);
      const few = evaluate(material, { clause, asked: { ...wanted, counted, mostValues: 1 }, terms });
      const told = Object.entries(plain.counts).map(([name, values]) => [
        name,
        values.filter(({ value }, at) => at === 0 || wanted.filters[name]?.includes(value)),
      ]);
      assert.deepEqual(few.counts, Object.fromEntries(told));
    }),
    { numRuns: 400 },
  );
});

test('cuts a text where a pattern of its signs would', () => {
  const pattern =
    /[\p{L}\p{M}\p{N}](?:[^\s/\u2019\u2018\u02bc\u201c\u201d\u201e\u00ab\u00bb\u2039\u203a\u2026\u2013\u2014\u2012\u2015\u2010\u2011\u00b7\u2022\u2020\u2021\u00a7\u00b6\u00b0\u2032\u2033\u00d7\u00a0]*[\p{L}\p{M}\p{N}])?/gu;
  const text = fc.string({
    unit: fc.constantFrom(...'aé1 /-.,’“”…—·\n\u00a0\u0301', '😀', '𝒜'),
    maxLength: 20,
  });
  fc.assert(
    fc.property(text, written => {
      const found = [...written.matchAll(pattern)].flatMap(({ 0: chunk, index }) => [
        index,
        index + chunk.length,
      ]);
      assert.deepEqual(chunksOf(written), found);
      const long = 'no word of it, or';
      assert.deepEqual(
        chunksOf(`${long} ${written}`, beginningsOf(['word'])).slice(0, 2),
        [3, 7],
        'a word that begins otherwise is left out',
      );
    }),
    { numRuns: 2000 },
  );
});
