/** How two graders marked the same things: a pair of marks, and how many things had it. */
export type Pair = { readonly one: number; readonly other: number; readonly n: number };

/** An agreement beyond chance, with its interval of 95 in a hundred where there is one. */
export type Kappa = {
  readonly n: number;
  readonly kappa: number;
  readonly from: number;
  readonly until: number;
};

/**
 * Cohen's weighted kappa (Cohen, Psychological Bulletin 1968), with the large-sample standard error of Fleiss, Cohen and
 * Everitt (Psychological Bulletin 1969).
 * @param pairs how often each pair of marks was given
 * @param weight how much two marks agree, from 0 to 1
 * @returns undefined where chance alone would agree always, or nothing was marked twice
 */
export function weightedKappa(
  pairs: readonly Pair[],
  weight: (one: number, other: number) => number,
): Kappa | undefined {
  const n = pairs.reduce((sum, pair) => sum + pair.n, 0);
  const marks = [...new Set(pairs.flatMap(({ one, other }) => [one, other]))];
  const share = (belongs: (pair: Pair) => boolean) =>
    pairs.reduce((sum, pair) => sum + (belongs(pair) ? pair.n / n : 0), 0);
  const first = new Map(marks.map(mark => [mark, share(({ one }) => one === mark)]));
  const second = new Map(marks.map(mark => [mark, share(({ other }) => other === mark)]));
  const mean = (shares: ReadonlyMap<number, number>, of: (mark: number) => number) =>
    marks.reduce((sum, mark) => sum + (shares.get(mark) ?? 0) * of(mark), 0);
  const seen = pairs.reduce((sum, { one, other, n: count }) => sum + (count / n) * weight(one, other), 0);
  const byChance = mean(first, one => mean(second, other => weight(one, other)));
  if (n === 0 || 1 - byChance < 1e-12) return undefined;
  const kappa = (seen - byChance) / (1 - byChance);
  const spread = pairs.reduce((sum, { one, other, n: count }) => {
    const expected = mean(second, mark => weight(one, mark)) + mean(first, mark => weight(mark, other));
    return sum + (count / n) * (weight(one, other) - expected * (1 - kappa)) ** 2;
  }, 0);
  const variance = (spread - (kappa - byChance * (1 - kappa)) ** 2) / (n * (1 - byChance) ** 2);
  const reach = 1.96 * Math.sqrt(Math.max(0, variance));
  return { n, kappa, from: Math.max(-1, kappa - reach), until: Math.min(1, kappa + reach) };
}
