/** A document that was found, by its number in the index. */
export type Ranked = { readonly number: number; readonly score: number };

/** How good documents are, by their number. */
type Goodness = Float32Array | Float64Array;

/** Up to here a heap is quicker than sorting into classes. */
const mostInHeap = 200;

/**
 * A page of those found, the best first, and among equals the newest.
 * @param found the documents, ascending
 * @param scores how good each is
 * @param page how many come before it, and how many are wanted
 */
export function pageOf(
  found: Uint32Array,
  scores: Goodness,
  { from, count }: { readonly from: number; readonly count: number },
): Ranked[] {
  if (from + count <= mostInHeap) return bestOf(found, scores, from + count).slice(from);
  return deepPage(found, scores, { from, until: from + count });
}

/**
 * The best of those found, the best first, and among equals the newest: kept in a heap whose root is the worst of them.
 * @param found the documents, ascending
 * @param scores how good each is, by its number
 * @param top how many are wanted
 */
export function bestOf(found: Uint32Array, scores: Goodness, top: number): Ranked[] {
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

/** Scores fall into so many classes of equal width; only the classes that a page reaches into are brought into order. */
const classes = 4096;

function deepPage(
  found: Uint32Array,
  scores: Goodness,
  { from, until }: { from: number; until: number },
): Ranked[] {
  const classOf = classing(found, scores);
  const sizes = new Uint32Array(classes);
  for (const number of found) sizes[classOf(scores[number] as number)]! += 1;
  let best = classes - 1;
  let before = 0;
  while (best > 0 && before + (sizes[best] as number) <= from) before += sizes[best--] as number;
  let worst = best;
  let reached = before + (sizes[best] as number);
  while (worst > 0 && reached < until) reached += sizes[--worst] as number;
  const among: Ranked[] = [];
  for (let at = found.length - 1; at >= 0; at -= 1) {
    const number = found[at] as number;
    const score = scores[number] as number;
    const is = classOf(score);
    if (is >= worst && is <= best) among.push({ number, score });
  }
  // From the newest on, and sorting keeps the order of equals.
  if (among.some(({ score }) => score !== among[0]?.score)) among.sort(byScore);
  return among.slice(from - before, until - before);
}

// Where both are infinite their difference is no number.
const byScore = (one: Ranked, other: Ranked) =>
  one.score === other.score ? 0 : one.score > other.score ? -1 : 1;

/** Which class a score falls into. The highest of all, as of a title that was asked for word by word, and none stand apart. */
function classing(found: Uint32Array, scores: Goodness): (score: number) => number {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const number of found) {
    const score = scores[number] as number;
    if (score > high && score < 1e12) high = score;
    if (score < low && score > -1e12) low = score;
  }
  const width = (classes - 3) / Math.max(high - low, 1e-9);
  return score => {
    if (score > high) return classes - 1;
    return score < low ? 0 : 1 + Math.floor((score - low) * width);
  };
}
