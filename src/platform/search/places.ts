import type { KeptRun } from './runs.ts';
import { scratch } from './scratch.ts';

/** The first place after a number, among numbers that ascend. */
export function endOf(found: Uint32Array, from: number, number: number): number {
  let [low, high] = [from, found.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((found[middle] as number) <= number) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Where documents stand in their run, during this turn of the program. */
export function placesIn({ numbers }: KeptRun, found: Uint32Array): Uint32Array {
  const places = scratch(found.length);
  const table = tableOf(numbers);
  if (table) {
    const first = numbers[0] ?? 0;
    for (let i = 0; i < found.length; i += 1) places[i] = table[(found[i] as number) - first] as number;
    return places;
  }
  let place = 0;
  for (let i = 0; i < found.length; i += 1) {
    const number = found[i] as number;
    while ((numbers[place] as number) < number) place += 1;
    places[i] = place;
  }
  return places;
}

/** The place of each number from the first of a run to its last. Kept for as long as the run is. */
const tables = new WeakMap<Uint32Array, Uint32Array>();

/** Nothing where the numbers lie so far apart that most of a table would be empty. */
function tableOf(numbers: Uint32Array): Uint32Array | undefined {
  const before = tables.get(numbers);
  if (before) return before;
  const first = numbers[0] ?? 0;
  const width = (numbers.at(-1) ?? 0) - first + 1;
  if (width > 4 * numbers.length) return undefined;
  const table = new Uint32Array(width);
  for (let place = 0; place < numbers.length; place += 1) table[(numbers[place] as number) - first] = place;
  tables.set(numbers, table);
  return table;
}
