/** The documents that people judged to belong to a question, with how well. */
export type Judged = ReadonlyMap<number, number>;

/** The average over relevant documents of the precision at their places; what was not found counts as nought. */
export function averagePrecision(found: readonly number[], judged: Judged): number {
  let hits = 0;
  let sum = 0;
  for (const [place, key] of found.entries())
    if (judged.has(key)) {
      hits += 1;
      sum += hits / (place + 1);
    }
  return judged.size === 0 ? 0 : sum / judged.size;
}

/** How many of the first places hold something relevant, as a share. */
export const precisionAt = (places: number, found: readonly number[], judged: Judged): number =>
  found.slice(0, places).filter(key => judged.has(key)).length / places;

const gain = (grade: number, place: number) => (2 ** grade - 1) / Math.log2(place + 2);

/** Discounted cumulative gain of the first places, as a share of the best there could be. */
export function ndcgAt(places: number, found: readonly number[], judged: Judged): number {
  const sum = (grades: readonly number[]) =>
    grades.slice(0, places).reduce((all, grade, place) => all + gain(grade, place), 0);
  const best = sum([...judged.values()].toSorted((one, other) => other - one));
  return best === 0 ? 0 : sum(found.map(key => judged.get(key) ?? 0)) / best;
}

export type Measures = {
  readonly questions: number;
  readonly map: number;
  readonly ndcg10: number;
  readonly p10: number;
  /** The share of questions that found anything at all. */
  readonly answered: number;
};

/** The measures over all questions of a collection. */
export function measuresOf(
  answers: readonly { readonly found: readonly number[]; readonly judged: Judged }[],
): Measures {
  const mean = (of: (answer: (typeof answers)[number]) => number) =>
    answers.reduce((sum, answer) => sum + of(answer), 0) / Math.max(1, answers.length);
  return {
    questions: answers.length,
    map: mean(({ found, judged }) => averagePrecision(found, judged)),
    ndcg10: mean(({ found, judged }) => ndcgAt(10, found, judged)),
    p10: mean(({ found, judged }) => precisionAt(10, found, judged)),
    answered: mean(({ found }) => (found.length > 0 ? 1 : 0)),
  };
}
