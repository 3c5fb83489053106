import type { RuleSource } from '../time/index.ts';

/** One way to keep small counts from telling of a person: which are hidden, and how the rest is rounded. */
export type Scheme = {
  readonly id: string;
  readonly source: RuleSource;
  /** Counts from `from` to `to` are hidden; a zero below `from` is shown. */
  readonly small: { readonly from: number; readonly to: number };
  readonly roundTo: number;
};

/** The mark of a count that is hidden. */
export const hidden = '*';

/** A count as it is published. */
export type Shown = number | typeof hidden;

/** Hospital Episode Statistics below national level: zero is shown, 1 to 7 are not, national totals stay exact. */
export const hospitalEpisodes: Scheme = {
  id: 'hospital-episodes',
  source: { name: 'NHS Digital, disclosure control of Hospital Episode Statistics', mark: 'verified' },
  small: { from: 1, to: 7 },
  roundTo: 5,
};

/** The Mental Health Services Data Set: 0 to 4 are hidden, and all else is rounded. */
export const mentalHealthServices: Scheme = {
  id: 'mental-health-services',
  source: {
    name: 'NHS Digital, disclosure control of the Mental Health Services Data Set',
    mark: 'verified',
  },
  small: { from: 0, to: 4 },
  roundTo: 5,
};

/** Whether a count is hidden for its own sake. */
export function isSmall(count: number, { small }: Scheme): boolean {
  return count >= small.from && count <= small.to;
}

/** A count that is not small, as the scheme shows it. */
export function rounded(count: number, { roundTo }: Scheme): number {
  return Math.round(count / roundTo) * roundTo;
}

/** From which least to which most a count can be that is shown so: what everybody knows who knows the scheme. */
export function behind(shown: number, scheme: Scheme): { least: number; most: number } {
  const around = Array.from({ length: scheme.roundTo * 2 + 1 }, (_, step) => shown - scheme.roundTo + step);
  const possible = around.filter(
    count => count >= 0 && !isSmall(count, scheme) && rounded(count, scheme) === shown,
  );
  return { least: Math.min(...possible), most: Math.max(...possible) };
}
