import type { Entry } from '../record/entry.ts';
import type { DuplicateChoice } from './choices.ts';

/** A row of a file as it waits: what it says, and what it looks like. */
export type WaitingRow = {
  readonly number: number;
  readonly entry: Entry;
  /** Its very lines were brought in before. */
  readonly same: boolean;
  /** The record that it looks like. */
  readonly record: number | null;
  /** The earlier row that it looks like. */
  readonly row: number | null;
  readonly why: readonly string[];
};

/** What becomes of a row: `add` is its place among the records that are added, `fill` the record that it fills. */
export type Settled = { readonly row: WaitingRow } & (
  | { readonly is: 'same' | 'skipped' }
  | { readonly is: 'brought' | 'filled'; readonly add: number }
  | { readonly is: 'filled'; readonly fill: number }
);
export type Settlement = {
  readonly rows: readonly Settled[];
  readonly adds: readonly Entry[];
  readonly fills: ReadonlyMap<number, Entry>;
};

/**
 * What the first says, and of the second what the first does not say. A day is taken over only with its year.
 */
export function filledIn(first: Entry, second: Entry): Entry {
  const { date, ...rest } = second;
  const fits = first.year === undefined || first.year === second.year;
  return { ...rest, ...(fits && date !== undefined ? { date } : {}), ...first };
}

/**
 * Decides what becomes of rows that come together, in their order; what looks like an earlier one of them is treated as
 * if that had come long before.
 * @param choice what happens to what looks like something that is here
 */
export function settle(rows: readonly WaitingRow[], choice: DuplicateChoice): Settlement {
  const adds: Entry[] = [];
  const fills = new Map<number, Entry>();
  const settled = new Map<number, Settled>();
  for (const row of rows) {
    const one = settleOne(row, { choice, adds, fills, settled });
    settled.set(row.number, one);
    if (one.is === 'filled') fold(row.entry, one, { adds, fills });
  }
  return { rows: [...settled.values()], adds, fills };
}

type Underway = {
  readonly choice: DuplicateChoice;
  readonly adds: Entry[];
  readonly fills: Map<number, Entry>;
  readonly settled: ReadonlyMap<number, Settled>;
};

function settleOne(row: WaitingRow, { choice, adds, settled }: Underway): Settled {
  if (row.same) return { row, is: 'same' };
  const alike = row.record !== null || row.row !== null;
  if (!alike || choice === 'beside') return { row, is: 'brought', add: adds.push(row.entry) - 1 };
  if (choice === 'skip') return { row, is: 'skipped' };
  if (row.record !== null) return { row, is: 'filled', fill: row.record };
  const earlier = row.row === null ? undefined : settled.get(row.row);
  if (earlier && 'add' in earlier) return { row, is: 'filled', add: earlier.add };
  if (earlier && 'fill' in earlier) return { row, is: 'filled', fill: earlier.fill };
  return { row, is: 'skipped' };
}

function fold(
  entry: Entry,
  one: Extract<Settled, { is: 'brought' | 'filled' }>,
  { adds, fills }: Pick<Underway, 'adds' | 'fills'>,
): void {
  if ('fill' in one) {
    const before = fills.get(one.fill);
    fills.set(one.fill, before ? filledIn(before, entry) : entry);
    return;
  }
  const before = adds[one.add];
  if (before) adds[one.add] = filledIn(before, entry);
}
