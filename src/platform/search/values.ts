import { LRUCache } from 'lru-cache';
import { type Facet, tallyOf } from './facets.ts';
import type { KeptRun } from './runs.ts';

/** All values of a facet in some runs, in the order of the alphabet, and where those of each run stand among them. */
export type Values = {
  readonly list: readonly string[];
  readonly placesOf: readonly Uint32Array[];
  /** How many documents of each run have each of its values. */
  readonly totals: readonly Uint32Array[];
};

const { compare } = new Intl.Collator('en');
const kept = new LRUCache<string, Values>({ max: 64 });

/** The values of a facet in runs. A run never changes, so what was found out once is kept. */
export function valuesOf(runs: readonly KeptRun[], facet: string): Values {
  const name = [facet, ...runs.map(({ id }) => id)].join(' ');
  const known = kept.get(name) ?? valuesIn(runs, facet);
  kept.set(name, known);
  return known;
}

function valuesIn(runs: readonly KeptRun[], facet: string): Values {
  const facets = runs.map(run => facetOf(run, facet));
  const list = [...new Set(facets.flatMap(one => one.list))].sort(compare);
  const placeOf = new Map(list.map((value, place) => [value, place]));
  return {
    list,
    placesOf: facets.map(one => Uint32Array.from(one.list, value => placeOf.get(value) ?? 0)),
    totals: facets.map((one, at) => tallyOf(one, Uint32Array.from(runs[at]?.numbers.keys() ?? []))),
  };
}

/** For the documents of the longest run: none has a value. */
let noCodes = new Uint16Array(0);

/** A facet of a run; one without values where none of its documents has it. */
export function facetOf({ facets, numbers }: KeptRun, facet: string): Facet {
  const known = facets.get(facet);
  if (known) return known;
  if (noCodes.length < numbers.length) noCodes = new Uint16Array(numbers.length);
  return { list: [], starts: undefined, codes: noCodes };
}
