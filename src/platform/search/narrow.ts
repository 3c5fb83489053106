import { countedBefore } from './counted-before.ts';
import { type Facet, hasAny, tallyOf } from './facets.ts';
import type { List } from './lists.ts';
import { endOf, placesIn } from './places.ts';
import type { Material } from './read.ts';
import type { Fresh } from './read-state.ts';
import type { KeptRun } from './runs.ts';
import { scratch } from './scratch.ts';
import { facetOf, type Values, valuesOf } from './values.ts';

/** A value, and how many documents that were found have it. */
export type Counted = { readonly value: string; readonly count: number };

/** What a result is narrowed to: of each facet named, any of these values. */
export type Filters = Readonly<Record<string, readonly string[]>>;

type Counting = {
  readonly facet: string;
  readonly values: Values;
  readonly tally: Uint32Array;
  /** The values that are told however few documents have them. */
  readonly chosen: ReadonlySet<string>;
};
type Narrowing = {
  readonly filters: readonly (readonly [facet: string, values: ReadonlySet<string>])[];
  readonly countings: readonly Counting[];
  readonly kept: Uint32Array;
};

type Asked = {
  readonly material: Material;
  readonly filters: Filters;
  readonly counted: readonly string[];
  readonly mostValues?: number | undefined;
};

/**
 * Narrows what was found by its values, and counts these. A facet is counted as if nothing had been chosen in it, so
 * that beside each value stands how many more, or others, it would show.
 * @param found the documents, ascending
 * @param filters what was chosen
 * @param counted the facets to count
 * @param mostValues how many values of each are told, besides those chosen
 * @returns the documents that pass, ascending, and the counts, the most frequent value first
 */
export function narrow(
  found: Uint32Array,
  { material, filters, counted, mostValues = Number.POSITIVE_INFINITY }: Asked,
): { readonly kept: Uint32Array; readonly counts: Readonly<Record<string, readonly Counted[]>> } {
  const chosen = Object.entries(filters).filter(([, values]) => values.length > 0);
  if (chosen.length === 0 && counted.length === 0) return { kept: found, counts: {} };
  const { runs, fresh } = material;
  const lists = [...material.lists.values()].flat();
  const narrowing: Narrowing = {
    filters: chosen.map(([facet, values]) => [facet, new Set(values)] as const),
    countings: counted.map(facet => {
      const values = valuesOf(runs, facet);
      const tally = new Uint32Array(values.list.length);
      return { facet, values, tally, chosen: new Set(filters[facet]) };
    }),
    kept: chosen.length === 0 ? found : scratch(found.length),
  };
  let place = 0;
  let kept = 0;
  for (const [at, run] of runs.entries()) {
    const until = endOf(found, place, run.numbers.at(-1) ?? -1);
    kept = narrowRun(found.subarray(place, until), { run, at, lists, narrowing, kept });
    place = until;
  }
  const rest = found.subarray(place);
  const freshest = rest.length === 0 ? [] : narrowFresh(rest, { fresh, narrowing });
  for (const { number } of freshest.filter(one => one.failed === undefined)) narrowing.kept[kept++] = number;
  return {
    kept: narrowing.kept.subarray(0, kept),
    counts: Object.fromEntries(
      narrowing.countings.map(counting => [counting.facet, shown(counting, freshest, mostValues)]),
    ),
  };
}

type InRun = {
  readonly run: KeptRun;
  readonly at: number;
  readonly lists: readonly List[];
  readonly narrowing: Narrowing;
  readonly kept: number;
};

function narrowRun(found: Uint32Array, { run, at, lists, narrowing, kept }: InRun): number {
  const { filters, countings } = narrowing;
  const places = placesIn(run, found);
  const tests = filters.map(([name, values]) => {
    const facet = facetOf(run, name);
    return { facet, wanted: Uint8Array.from(facet.list, value => (values.has(value) ? 1 : 0)) };
  });
  const { passing, failing } = tested(places, tests);
  if (tests.length > 0)
    for (let i = 0; i < passing.length; i += 1)
      narrowing.kept[kept + i] = run.numbers[passing[i] as number] as number;
  const totals = (name: string) => countings.find(one => one.facet === name)?.values.totals[at] ?? none;
  const { tally, more, less } = countedBefore(run, passing, { lists, totals });
  for (const counting of countings) {
    const facet = facetOf(run, counting.facet);
    if (tally) add(counting, at, tally(counting.facet, facet));
    add(counting, at, tallyOf(facet, more), tallyOf(facet, less));
    const filter = filters.findIndex(([name]) => name === counting.facet);
    if (filter >= 0) add(counting, at, tallyOf(facet, failing[filter] ?? none));
  }
  return kept + passing.length;
}

const none = new Uint32Array(0);

type Test = { readonly facet: Facet; readonly wanted: Uint8Array };

/** The places that pass every test, and for each test those that fail it alone. */
function tested(places: Uint32Array, tests: readonly Test[]) {
  if (tests.length === 0) return { passing: places, failing: [] };
  const passing = scratch(places.length);
  const failing = tests.map(() => ({ n: 0, places: scratch(places.length) }));
  let n = 0;
  for (const place of places) {
    const failed = failedAt(place, tests);
    if (failed === passed) passing[n++] = place;
    const only = failing[failed];
    if (only) only.places[only.n++] = place;
  }
  return {
    passing: passing.subarray(0, n),
    failing: failing.map(one => one.places.subarray(0, one.n)),
  };
}

const passed = -1;
const failedTwice = -2;

/** Which test alone a document fails. */
function failedAt(place: number, tests: readonly Test[]): number {
  let failed = passed;
  for (let at = 0; at < tests.length; at += 1) {
    const { facet, wanted } = tests[at] as Test;
    if (hasAny(facet, place, wanted)) continue;
    if (failed !== passed) return failedTwice;
    failed = at;
  }
  return failed;
}

function add(
  { values, tally }: Counting,
  at: number,
  ...[more, less]: readonly (Uint32Array | undefined)[]
): void {
  const places = values.placesOf[at] ?? none;
  for (let code = 0; code < places.length; code += 1)
    tally[places[code] as number]! += (more?.[code] ?? 0) - (less?.[code] ?? 0);
}

/** A document that came since, and the one facet that it fails. */
type Freshest = Fresh & { readonly failed: string | undefined };

function narrowFresh(
  found: Uint32Array,
  { fresh, narrowing }: { fresh: readonly Fresh[]; narrowing: Narrowing },
): Freshest[] {
  const of = new Map(fresh.map(one => [one.number, one]));
  return [...found].flatMap(number => {
    const one = of.get(number);
    const failed = narrowing.filters.filter(
      ([name, values]) => !one?.facets[name]?.some(value => values.has(value)),
    );
    return one && failed.length < 2 ? [{ ...one, failed: failed[0]?.[0] }] : [];
  });
}

function shown(
  { facet, values, tally, chosen }: Counting,
  fresh: readonly Freshest[],
  mostValues: number,
): readonly Counted[] {
  const more = fresh.filter(({ failed }) => failed === undefined || failed === facet);
  const added = more.flatMap(one => one.facets[facet] ?? []);
  if (added.length > 0)
    return shownWith(added, values, tally).filter(({ value }, at) => at < mostValues || chosen.has(value));
  // The most first, and as in the alphabet among equals: as one number each, since there may be thousands.
  const width = values.list.length;
  const order = new Float64Array(width);
  let n = 0;
  for (let place = 0; place < width; place += 1) {
    const count = tally[place] as number;
    if (count > 0) order[n++] = place - count * width;
  }
  const told: Counted[] = [];
  order.subarray(0, n).sort();
  const until = chosen.size > 0 ? n : Math.min(n, mostValues);
  for (let at = 0; at < until; at += 1) {
    const place = (((order[at] as number) % width) + width) % width;
    const value = values.list[place] as string;
    if (at < mostValues || chosen.has(value)) told.push({ value, count: tally[place] as number });
  }
  return told;
}

/** The same where documents that came since have values that may be new. */
function shownWith(added: readonly string[], { list }: Values, tally: Uint32Array): Counted[] {
  const counts = new Map(list.map((value, place) => [value, tally[place] ?? 0]));
  for (const value of added) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts]
    .flatMap(([value, count]) => (count > 0 ? [{ value, count }] : []))
    .sort((one, other) => other.count - one.count || one.value.localeCompare(other.value, 'en'));
}
