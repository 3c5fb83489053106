import type { Hit } from './asked-and-found.ts';
import type { Ranked } from './best.ts';
import type { List } from './lists.ts';
import type { Material } from './read.ts';

/** Where a number stands among numbers that ascend; -1 where it does not. */
function placeOf(numbers: Uint32Array, number: number): number {
  let [low, high] = [0, numbers.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const there = numbers[middle] as number;
    if (there === number) return middle;
    if (there < number) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

/** Whether a document holds a word. */
export const holds = ({ numbers }: List, number: number): boolean => placeOf(numbers, number) >= 0;

/** What was found by the names that the room gave it, with the words that each document holds. */
export function withKeys(
  best: readonly Ranked[],
  lexemes: readonly string[],
  { runs, fresh, lists }: Material,
): Hit[] {
  const freshKeys = new Map(fresh.map(({ number, key }) => [number, key]));
  const keyOf = (number: number) => {
    const run = runs.find(({ numbers }) => number <= (numbers.at(-1) ?? -1));
    return run ? run.keys[placeOf(run.numbers, number)] : freshKeys.get(number);
  };
  return best.flatMap(({ number, score }) => {
    const key = keyOf(number);
    const matched = lexemes.filter(lexeme => lists.get(lexeme)?.some(list => holds(list, number)));
    return key === undefined ? [] : [{ key, score, matched }];
  });
}
