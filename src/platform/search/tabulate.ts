import { type Facet, tallyOf } from './facets.ts';
import type { Counted } from './narrow.ts';
import { endOf, placesIn } from './places.ts';
import type { Material } from './read.ts';
import type { KeptRun } from './runs.ts';
import { facetOf } from './values.ts';

/** Which values are counted together: the most frequent ones of one facet with those of another, or with each other. */
export type Crossing = { readonly of: string; readonly by: string; readonly most: number };

export type Tables = { readonly counted: readonly string[]; readonly crossings: readonly Crossing[] };

export type Tabulated = {
  /** Of each facet its values, the most frequent first. */
  readonly counts: Readonly<Record<string, readonly Counted[]>>;
  /** Of each crossing how many documents have both values. */
  readonly crossed: readonly ReadonlyMap<string, ReadonlyMap<string, number>>[];
};

/**
 * Counts everything that was found by its values. Unlike the counts beside results, these are of what was found and of
 * nothing else, whatever was chosen.
 * @param found the documents, ascending
 */
export function tabulate(found: Uint32Array, material: Material, { counted, crossings }: Tables): Tabulated {
  const parts = partsOf(found, material);
  const counts = Object.fromEntries(counted.map(facet => [facet, countOf(parts, facet)]));
  return { counts, crossed: crossings.map(crossing => cross(parts, crossing, counts)) };
}

/** What was found, run by run, and what came since. */
type Parts = {
  readonly runs: readonly { readonly run: KeptRun; readonly places: Uint32Array }[];
  readonly fresh: readonly Readonly<Record<string, readonly string[]>>[];
};

function partsOf(found: Uint32Array, { runs, fresh }: Material): Parts {
  let from = 0;
  const inRuns = runs.map(run => {
    const until = endOf(found, from, run.numbers.at(-1) ?? -1);
    const places = placesIn(run, found.subarray(from, until));
    from = until;
    return { run, places };
  });
  const since = new Set(found.subarray(from));
  return {
    runs: inRuns,
    fresh: fresh.filter(({ number }) => since.has(number)).map(({ facets }) => facets),
  };
}

function countOf({ runs, fresh }: Parts, facet: string): Counted[] {
  const counts = new Map<string, number>();
  const add = (value: string, count: number) => counts.set(value, (counts.get(value) ?? 0) + count);
  for (const { run, places } of runs) {
    const of = facetOf(run, facet);
    for (const [code, count] of tallyOf(of, places).entries()) if (count > 0) add(of.list[code] ?? '', count);
  }
  for (const facets of fresh) for (const value of facets[facet] ?? []) add(value, 1);
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .sort((one, other) => other.count - one.count || (one.value < other.value ? -1 : 1));
}

function cross(
  parts: Parts,
  { of, by, most }: Crossing,
  counts: Tabulated['counts'],
): ReadonlyMap<string, ReadonlyMap<string, number>> {
  const valuesOf = (facet: string) => (counts[facet] ?? countOf(parts, facet)).map(({ value }) => value);
  const rows = valuesOf(of).slice(0, most);
  const columns = by === of ? rows : valuesOf(by);
  const tally = new Uint32Array(rows.length * columns.length);
  const place = { row: placesOf(rows), column: placesOf(columns) };
  for (const { run, places } of parts.runs) {
    const row = readerOf(facetOf(run, of), place.row);
    const column = readerOf(facetOf(run, by), place.column);
    for (const at of places) addBoth(tally, columns.length, row(at), column(at));
  }
  const known = (values: readonly string[] = [], among: ReadonlyMap<string, number>) =>
    values.flatMap(value => among.get(value) ?? []);
  for (const facets of parts.fresh)
    addBoth(tally, columns.length, known(facets[of], place.row), known(facets[by], place.column));
  return new Map(
    rows.map((value, row) => {
      const line = columns.map(
        (other, column) => [other, tally[row * columns.length + column] ?? 0] as const,
      );
      return [value, new Map(line.filter(([other, count]) => count > 0 && !(by === of && other === value)))];
    }),
  );
}

const placesOf = (values: readonly string[]) => new Map(values.map((value, place) => [value, place]));

/** Reads where the values of a document stand among those that are counted; the answer is good until the next. */
function readerOf({ list, starts, codes }: Facet, among: ReadonlyMap<string, number>) {
  const wanted = Int32Array.from(list, value => among.get(value) ?? -1);
  const found: number[] = [];
  const take = (code: number) => {
    const place = wanted[code] as number;
    if (place >= 0) found.push(place);
  };
  return (at: number): readonly number[] => {
    found.length = 0;
    if (!starts) {
      if ((codes[at] as number) > 0) take((codes[at] as number) - 1);
      return found;
    }
    const end = starts[at + 1] as number;
    for (let code = starts[at] as number; code < end; code += 1) take(codes[code] as number);
    return found;
  };
}

function addBoth(
  tally: Uint32Array,
  width: number,
  ...[rows, columns]: readonly (readonly number[])[]
): void {
  for (const row of rows ?? []) for (const column of columns ?? []) tally[row * width + column]! += 1;
}
