import type { List } from './lists.ts';

/** A word that was asked for, how much it counts, and where it stands. */
export type Term = { readonly weight: number; readonly lists: readonly List[] };

/** A document that was found, by its number in the index. */
export type Ranked = { readonly number: number; readonly score: number };

/** Scores of all documents of an index, to be used again: making and clearing them costs more than the counting. */
let kept = new Float32Array(0);

/** Nothing else may run between taking the scores and being done with them: all of it is one turn of the program. */
function scoresFor(last: number): Float32Array {
  if (kept.length <= last) kept = new Float32Array(Math.max(65_536, 2 * last));
  return kept;
}

function add({ n, numbers, impacts }: List, weight: number, scores: Float32Array): void {
  for (let i = 0; i < n; i += 1) scores[numbers[i] as number]! += weight * (impacts[i] as number);
}

/** How much each document is about what was asked. */
export type Scores = {
  /** By the number of the document; not to be kept. */
  readonly of: Float32Array;
  /** Those that hold any of the words, ascending. */
  readonly found: Uint32Array;
};

/**
 * Scores documents by the words that were asked for, and lets `use` read the scores at once.
 * @param terms the words with their posting lists
 * @param all the highest number of a document, and those that are no more
 * @param use what is done with the scores; it may not wait for anything, since the next query takes them
 */
export function scored<T>(
  terms: readonly Term[],
  { last, gone }: { readonly last: number; readonly gone: Iterable<number> },
  use: (scores: Scores) => T,
): T {
  const scores = scoresFor(last);
  for (const { weight, lists } of terms) for (const list of lists) add(list, weight, scores);
  for (const number of gone) scores[number] = 0;
  try {
    return use({ of: scores, found: above(scores, last) });
  } finally {
    scores.fill(0, 0, last + 1);
  }
}

function above(scores: Float32Array, last: number): Uint32Array {
  const found = new Uint32Array(last + 1);
  let n = 0;
  for (let number = 0; number <= last; number += 1) if ((scores[number] as number) > 0) found[n++] = number;
  return found.subarray(0, n);
}

/**
 * The best of those found, the best first, and among equals the newest: kept in a heap whose root is the worst of them.
 * @param found the documents, ascending
 * @param scores how good each is, by its number
 * @param top how many are wanted
 */
export function bestOf(found: Uint32Array, scores: Float32Array | Float64Array, top: number): Ranked[] {
  if (top === 0) return [];
  const heap: Ranked[] = [];
  // From the newest on: among equals the first that are met are the best, and the others are passed over.
  for (let at = found.length - 1; at >= 0; at -= 1) {
    const number = found[at] as number;
    const score = scores[number] as number;
    if (heap.length < top) rise(heap, { number, score });
    else if (score > (heap[0] as Ranked).score) sink(heap, { number, score });
  }
  return heap.toSorted((one, other) => (isBetter(one, other) ? -1 : 1));
}

const isBetter = (one: Ranked, other: Ranked) =>
  one.score > other.score || (one.score === other.score && one.number > other.number);

function rise(heap: Ranked[], one: Ranked): void {
  let at = heap.length;
  heap.push(one);
  while (at > 0) {
    const above = (at - 1) >> 1;
    const parent = heap[above] as Ranked;
    if (isBetter(one, parent)) break;
    heap[at] = parent;
    at = above;
  }
  heap[at] = one;
}

function sink(heap: Ranked[], one: Ranked): void {
  let at = 0;
  for (;;) {
    let below = 2 * at + 1;
    if (below >= heap.length) break;
    if (below + 1 < heap.length && isBetter(heap[below] as Ranked, heap[below + 1] as Ranked)) below += 1;
    const child = heap[below] as Ranked;
    if (isBetter(child, one)) break;
    heap[at] = child;
    at = below;
  }
  heap[at] = one;
}
