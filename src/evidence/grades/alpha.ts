/** The marks that one thing was given, and how many things were given just these. */
export type Given = { readonly marks: readonly number[]; readonly n: number };

/** An agreement beyond chance, with its interval of 95 in a hundred where one can be reckoned. */
export type Agreement = {
  readonly n: number;
  readonly alpha: number;
  readonly interval: { readonly from: number; readonly until: number } | undefined;
};

type Difference = (one: number, other: number) => number;

/**
 * Krippendorff's alpha (Content Analysis, 2nd edition 2004, chapter 11). Unlike kappa it does not ask who is the first grader
 * and who the second: each thing may be graded by other people, and by more than two.
 * The interval is that of the jackknife (Efron and Stein, Annals of Statistics 1981), reckoned of the logarithm of what is
 * left to disagreement, so that it never reaches above 1.
 * @param given the marks of each thing, at least two
 * @param difference how far two marks are apart; 0 for the same
 * @returns undefined where all marks are the same, or there are none
 */
export function agreementOf(given: readonly Given[], difference: Difference): Agreement | undefined {
  const alpha = alphaOf(given, difference);
  if (alpha === undefined) return undefined;
  const n = given.reduce((sum, each) => sum + each.n, 0);
  const without = given.map((each, at) => ({
    n: each.n,
    alpha: alphaOf(given.with(at, { ...each, n: each.n - 1 }), difference),
  }));
  const mean = without.reduce((sum, each) => sum + (each.n * (each.alpha ?? Number.NaN)) / n, 0);
  const spread = without.reduce((sum, each) => sum + each.n * ((each.alpha ?? Number.NaN) - mean) ** 2, 0);
  const error = Math.sqrt(((n - 1) / n) * spread);
  // Of graders who never differ, or always do, it has no width: it would say that they always will. It is not known at all
  // where all that differs hangs on one thing.
  if (!(error > 1e-9)) return { n, alpha, interval: undefined };
  const reach = (1.96 * error) / (1 - alpha);
  const left = (times: number) => 1 - (1 - alpha) * Math.exp(times);
  return { n, alpha, interval: { from: left(reach), until: left(-reach) } };
}

function alphaOf(given: readonly Given[], difference: Difference): number | undefined {
  const standing = given.filter(({ n }) => n > 0);
  const often = new Map<number, number>();
  let seen = 0;
  for (const { marks, n } of standing) {
    seen += (n * sumOfPairs(marks, difference)) / (marks.length - 1);
    for (const mark of marks) often.set(mark, (often.get(mark) ?? 0) + n);
  }
  const all = [...often.values()].reduce((sum, times) => sum + times, 0);
  let byChance = 0;
  for (const [one, times] of often)
    for (const [other, otherTimes] of often) byChance += times * otherTimes * difference(one, other);
  return byChance === 0 ? undefined : 1 - (seen * (all - 1)) / byChance;
}

const sumOfPairs = (marks: readonly number[], difference: Difference) =>
  marks.reduce((sum, one) => sum + marks.reduce((so, other) => so + difference(one, other), 0), 0);
