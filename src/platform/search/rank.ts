import type { List } from './lists.ts';
import { clearScratch, scratch } from './scratch.ts';

/** A word that was asked for, how much it counts, and where it stands. */
export type Term = { readonly weight: number; readonly lists: readonly List[] };

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
  /** Those that hold any of the words, ascending; not to be kept either. */
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
    return use({ of: scores, found: held(terms, { last, scores }) });
  } finally {
    scores.fill(0, 0, last + 1);
    clearScratch();
  }
}

type Scored = { readonly last: number; readonly scores: Float32Array };

/** The documents that hold any of the words: from their lists where these are short, else from the scores. */
function held(terms: readonly Term[], { last, scores }: Scored): Uint32Array {
  const lists = terms.flatMap(term => term.lists);
  const most = lists.reduce((sum, { n }) => sum + n, 0);
  if (most * 16 > last) return above(scores, last);
  const found = scratch(most);
  let all = 0;
  for (const { numbers, n } of lists) {
    found.set(numbers.subarray(0, n), all);
    all += n;
  }
  found.sort();
  let n = 0;
  for (let i = 0; i < all; i += 1) {
    const number = found[i] as number;
    if ((n === 0 || found[n - 1] !== number) && (scores[number] as number) > 0) found[n++] = number;
  }
  return found.subarray(0, n);
}

// Without a branch, since none could be foretold: a score is never below nought, and above it the bits of one are a number
// above nought as well.
function above(scores: Float32Array, last: number): Uint32Array {
  const bits = new Int32Array(scores.buffer);
  const found = scratch(last + 1);
  let n = 0;
  for (let number = 0; number <= last; number += 1) {
    found[n] = number;
    n += -(bits[number] as number) >>> 31;
  }
  return found.subarray(0, n);
}
