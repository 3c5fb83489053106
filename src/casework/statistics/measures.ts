import type { PublishedTable, Shown } from '../../platform/statistics/index.ts';
import { hidden } from '../../platform/statistics/index.ts';
import { leastForMeasures, measures, measuresScheme, reports } from './tables.ts';

/** How many working days the decisions of a kind took in a year: half of them no more than `median`, nine in ten … */
export type Decisions = { year: number; kind: string; decisions: number; median: number; ninetieth: number };

type Body = Pick<PublishedTable, 'rows' | 'columns' | 'cells'>;
/** The name under which a kind of document is counted: one that has no name here yet is another. */
export const nameOfReport = (kind: string): string =>
  (reports as readonly string[]).includes(kind) ? kind : 'other';

/** The measures exactly, with how many decisions they are of; kinds of which there were none are left out. */
export function exactMeasures(decisions: readonly Decisions[]): Body {
  const known = decisions.toSorted((one, other) => one.kind.localeCompare(other.kind));
  return {
    rows: known.map(({ kind }) => nameOfReport(kind)),
    columns: ['decisions', ...measures],
    cells: known.map(one => [one.decisions, one.median, one.ninetieth]),
  };
}

/**
 * The measures as they may be published: without how many decisions they are of, because the months are counted
 * already and a year less its months would be one; and hidden where they are of few.
 */
export function publishedMeasures(decisions: readonly Decisions[]): PublishedTable {
  const cells = reports.map((kind): Shown[] => {
    const of = decisions.filter(one => nameOfReport(one.kind) === kind);
    const [only] = of;
    if (!only || of.length > 1 || only.decisions < leastForMeasures) return [hidden, hidden];
    return [only.median, only.ninetieth];
  });
  return { scheme: measuresScheme, rows: reports, columns: measures, cells };
}
