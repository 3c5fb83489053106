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
  const first = numbers[0] ?? 0;
  if ((numbers.at(-1) ?? 0) - first + 1 === numbers.length) {
    for (let i = 0; i < found.length; i += 1) places[i] = (found[i] as number) - first;
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
