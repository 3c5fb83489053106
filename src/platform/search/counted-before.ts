import { type Facet, tallyOf } from './facets.ts';
import type { List } from './lists.ts';
import { placesIn } from './places.ts';
import type { KeptRun } from './runs.ts';
import { scratch } from './scratch.ts';

/** Documents of a run whose values are counted already, and how those that are to be counted differ from them. */
export type CountedBefore = {
  /** How many of the former have each value of a facet; undefined where nothing is counted yet. */
  readonly tally: ((facet: string, of: Facet) => Uint32Array) | undefined;
  /** The places of those that come to them, and of those that go. */
  readonly more: Uint32Array;
  readonly less: Uint32Array;
};

/** What is kept with a list goes when the list does. By the facet itself: where values stand for others it is another one. */
const kept = new WeakMap<List, WeakMap<Facet, Uint32Array>>();
const none = new Uint32Array(0);

/**
 * From where some documents of a run are soonest counted: a question of a frequent word and rare ones finds what the
 * frequent word does and a few more, and where most of a run was found it may be sooner counted what was not.
 * @param places of the documents, ascending
 * @param lists of the words that were asked for
 * @param totals how many documents of the whole run have each value of a facet
 */
export function countedBefore(
  run: KeptRun,
  places: Uint32Array,
  { lists, totals }: { lists: readonly List[]; totals: (facet: string) => Uint32Array },
): CountedBefore {
  const all = run.numbers.length;
  const list = longestIn(run, lists);
  // A list that is kept in part only, or is much longer than what was found, is nothing to begin from.
  const isNear = list && list.n * 16 >= all && list.n <= places.length * 1.5 && list.n * 2 >= places.length;
  const isNearest = isNear && Math.abs(places.length - list.n) < all - places.length;
  if (!isNearest && places.length * 2 > all) return { tally: totals, more: none, less: without(run, places) };
  if (!isNear) return { tally: undefined, more: places, less: none };
  return { tally: (_, of) => tallyWith(list, of, run), ...differing(run, places, list) };
}

function longestIn({ numbers }: KeptRun, lists: readonly List[]): List | undefined {
  const [first = 0, last = -1] = [numbers[0], numbers.at(-1)];
  let longest: List | undefined;
  for (const list of lists)
    if (
      list.n > (longest?.n ?? 0) &&
      (list.numbers[0] as number) >= first &&
      (list.numbers[list.n - 1] as number) <= last
    )
      longest = list;
  return longest;
}

function tallyWith(list: List, of: Facet, run: KeptRun): Uint32Array {
  const tallies = kept.get(list) ?? new WeakMap<Facet, Uint32Array>();
  kept.set(list, tallies);
  const tally = tallies.get(of) ?? tallyOf(of, placesIn(run, list.numbers.subarray(0, list.n)));
  tallies.set(of, tally);
  return tally;
}

/** All places of a run but these. */
function without({ numbers }: KeptRun, places: Uint32Array): Uint32Array {
  const others = scratch(numbers.length - places.length);
  let n = 0;
  let next = 0;
  for (let place = 0; place < numbers.length; place += 1)
    if (places[next] === place) next += 1;
    else others[n++] = place;
  return others;
}

function differing(run: KeptRun, places: Uint32Array, { numbers, n }: List) {
  const more = scratch(places.length);
  const missed = scratch(n);
  let [at, came, went] = [0, 0, 0];
  for (let i = 0; i < places.length; i += 1) {
    const place = places[i] as number;
    const number = run.numbers[place] as number;
    while (at < n && (numbers[at] as number) < number) missed[went++] = numbers[at++] as number;
    if (at < n && numbers[at] === number) at += 1;
    else more[came++] = place;
  }
  while (at < n) missed[went++] = numbers[at++] as number;
  return { more: more.subarray(0, came), less: placesIn(run, missed.subarray(0, went)) };
}
