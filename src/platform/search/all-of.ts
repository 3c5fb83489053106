import { hasAny } from './facets.ts';
import type { Filters } from './narrow.ts';
import { endOf, placesIn } from './places.ts';
import type { Material } from './read.ts';
import { facetOf } from './values.ts';

/**
 * What of a result has all of some values; of a filter any is enough.
 * @param found the documents, ascending
 * @returns those that have them, ascending; the same where nothing is asked for
 */
export function withAll(found: Uint32Array, { runs, fresh }: Material, all: Filters): Uint32Array {
  const wanted = Object.entries(all).flatMap(([facet, values]) => values.map(value => ({ facet, value })));
  if (wanted.length === 0) return found;
  const kept: number[] = [];
  let from = 0;
  for (const run of runs) {
    const until = endOf(found, from, run.numbers.at(-1) ?? -1);
    const tests = wanted.map(({ facet, value }) => {
      const of = facetOf(run, facet);
      return { of, is: Uint8Array.from(of.list, each => (each === value ? 1 : 0)) };
    });
    for (const place of placesIn(run, found.subarray(from, until)))
      if (tests.every(({ of, is }) => hasAny(of, place, is))) kept.push(run.numbers[place] as number);
    from = until;
  }
  const since = new Map(fresh.map(one => [one.number, one.facets]));
  for (const number of found.subarray(from))
    if (wanted.every(({ facet, value }) => since.get(number)?.[facet]?.includes(value))) kept.push(number);
  return Uint32Array.from(kept);
}
