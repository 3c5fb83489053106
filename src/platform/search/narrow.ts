import type { Facet } from './facets.ts';
import type { Fresh, Material } from './read.ts';

/** A value, and how many documents that were found have it. */
export type Counted = { readonly value: string; readonly count: number };

/** What a result is narrowed to: of each facet named, any of these values. */
export type Filters = Readonly<Record<string, readonly string[]>>;

type Narrowing = {
  readonly filters: readonly (readonly [facet: string, values: ReadonlySet<string>])[];
  readonly counted: readonly string[];
  readonly counts: ReadonlyMap<string, Map<string, number>>;
  readonly kept: Uint32Array;
};

/**
 * Narrows what was found by its values, and counts these. A facet is counted as if nothing had been chosen in it, so
 * that beside each value stands how many more, or others, it would show.
 * @param found the documents, ascending
 * @param filters what was chosen
 * @param counted the facets to count
 * @returns the documents that pass, ascending, and the counts, the most frequent value first
 */
export function narrow(
  found: Uint32Array,
  { material, filters, counted }: { material: Material; filters: Filters; counted: readonly string[] },
): { readonly kept: Uint32Array; readonly counts: Readonly<Record<string, readonly Counted[]>> } {
  const chosen = Object.entries(filters).filter(([, values]) => values.length > 0);
  const counts = new Map(counted.map(facet => [facet, new Map<string, number>()]));
  if (chosen.length === 0 && counted.length === 0) return { kept: found, counts: {} };
  const narrowing: Narrowing = {
    ...{ counted, counts, kept: new Uint32Array(found.length) },
    filters: chosen.map(([facet, values]) => [facet, new Set(values)] as const),
  };
  let place = 0;
  let kept = 0;
  for (const run of material.runs) {
    const until = endOf(found, place, run.numbers.at(-1) ?? -1);
    kept = narrowRun(found.subarray(place, until), { run, narrowing, kept });
    place = until;
  }
  const fresh = new Map(material.fresh.map(one => [one.number, one]));
  for (const number of found.subarray(place)) kept = narrowFresh(fresh.get(number), { narrowing, kept });
  return { kept: narrowing.kept.subarray(0, kept), counts: shownCounts(counts) };
}

/** The first place after a number. */
function endOf(found: Uint32Array, from: number, number: number): number {
  let [low, high] = [from, found.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((found[middle] as number) <= number) low = middle + 1;
    else high = middle;
  }
  return low;
}

const noFacet = (n: number): Facet => ({
  list: [],
  starts: new Uint32Array(n + 1),
  codes: new Uint32Array(0),
});

type InRun = { readonly run: Material['runs'][number]; readonly narrowing: Narrowing; readonly kept: number };

function narrowRun(found: Uint32Array, { run, narrowing, kept }: InRun): number {
  const { filters, counted, counts } = narrowing;
  const facetOf = (name: string) => run.facets.get(name) ?? noFacet(run.numbers.length);
  const tests = filters.map(([name, values]) => {
    const facet = facetOf(name);
    return { name, facet, wanted: Uint8Array.from(facet.list, value => (values.has(value) ? 1 : 0)) };
  });
  const tallies = counted.map(name => {
    const facet = facetOf(name);
    return { name, facet, tally: new Uint32Array(facet.list.length) };
  });
  let at = kept;
  let place = 0;
  for (const number of found) {
    while ((run.numbers[place] as number) < number) place += 1;
    let failed = '';
    let failures = 0;
    for (const { name, facet, wanted } of tests)
      if (!hasOne(facet, place, wanted)) {
        failed = name;
        failures += 1;
      }
    if (failures > 1) continue;
    if (failures === 0) narrowing.kept[at++] = number;
    for (const { name, facet, tally } of tallies) {
      if (failures === 1 && name !== failed) continue;
      const end = facet.starts[place + 1] as number;
      for (let code = facet.starts[place] as number; code < end; code += 1)
        tally[facet.codes[code] as number]! += 1;
    }
  }
  for (const { name, facet, tally } of tallies) addTally(counts.get(name), facet.list, tally);
  return at;
}

function hasOne({ starts, codes }: Facet, place: number, wanted: Uint8Array): boolean {
  const end = starts[place + 1] as number;
  for (let at = starts[place] as number; at < end; at += 1)
    if (wanted[codes[at] as number] === 1) return true;
  return false;
}

function addTally(
  counts: Map<string, number> | undefined,
  list: readonly string[],
  tally: Uint32Array,
): void {
  for (const [code, value] of list.entries()) {
    const count = tally[code] ?? 0;
    if (count > 0) counts?.set(value, (counts.get(value) ?? 0) + count);
  }
}

function narrowFresh(
  fresh: Fresh | undefined,
  { narrowing, kept }: { narrowing: Narrowing; kept: number },
): number {
  if (!fresh) return kept;
  const valuesOf = (name: string) => fresh.facets[name] ?? [];
  const failed = narrowing.filters.filter(
    ([name, values]) => !valuesOf(name).some(value => values.has(value)),
  );
  if (failed.length > 1) return kept;
  for (const name of narrowing.counted) {
    if (failed[0] !== undefined && failed[0][0] !== name) continue;
    const counts = narrowing.counts.get(name);
    for (const value of valuesOf(name)) counts?.set(value, (counts.get(value) ?? 0) + 1);
  }
  if (failed.length === 1) return kept;
  narrowing.kept[kept] = fresh.number;
  return kept + 1;
}

function shownCounts(counts: ReadonlyMap<string, Map<string, number>>) {
  const ordered = (values: Map<string, number>) =>
    [...values]
      .map(([value, count]) => ({ value, count }))
      .toSorted((one, other) => other.count - one.count || one.value.localeCompare(other.value, 'en'));
  return Object.fromEntries([...counts].map(([facet, values]) => [facet, ordered(values)]));
}
