import type { Scheme, Shown } from './schemes.ts';

/**
 * Counts of people or of what was decided about them, in rows and columns that each take everybody once. A row and
 * a column of totals are made from them; a table with a single column has a total below it only.
 */
export type CountTable = {
  rows: readonly string[];
  columns: readonly string[];
  counts: readonly (readonly number[])[];
};

/** How one table is published. */
export type Publication = {
  scheme: Scheme;
  /** The row of totals stays exact where it is not small ("national uncontrolled"); otherwise it is rounded too. */
  exactTotals?: boolean;
  /**
   * Another table of the same things has the same grand total. Each is then made so safe that whoever knows that
   * total exactly learns nothing more; so both together tell nothing that neither tells alone.
   */
  sharedTotal?: boolean;
  /** The same of every total in the last row, where other tables divide the same columns of people by other things. */
  sharedTotals?: boolean;
  /** What other tables tell of each count of the first column, row by row; every count lies within. */
  alsoKnown?: readonly Range[];
};

/** From which least to which most a count can be. */
export type Range = { least: number; most: number };

/** What may leave the house: the same rows and columns, with their totals last, every cell as the scheme shows it. */
export type PublishedTable = {
  scheme: string;
  rows: readonly string[];
  columns: readonly string[];
  cells: readonly (readonly Shown[])[];
};

/** The name of the last row and of the last column. */
export const total = 'total';

/** The same table with its totals: a column of them unless there is a single column, and a row of them. */
export function withTotals({ rows, columns, counts }: CountTable): CountTable {
  const wide = columns.length > 1;
  const lines = counts.map(line => (wide ? [...line, sumOf(line)] : [...line]));
  const last = (lines[0] ?? columns).map((_, column) => sumOf(lines.map(line => line[column] ?? 0)));
  return {
    rows: [...rows, total],
    columns: wide ? [...columns, total] : columns,
    counts: [...lines, last],
  };
}

const sumOf = (numbers: readonly number[]) => numbers.reduce((sum, number) => sum + number, 0);

/**
 * Counts things into rows and columns that are named before, so that what there is none of stands there as zero.
 * @param of each kind of thing with how many there are
 * @returns the table; something whose row or column was not named is an error, because it would be lost
 */
export function countInto<T extends { count: number }>(
  of: readonly T[],
  into: { rows: readonly string[]; columns: readonly string[]; row(one: T): string; column(one: T): string },
): CountTable {
  const counts = into.rows.map(() => into.columns.map(() => 0));
  for (const one of of) {
    const line = counts[into.rows.indexOf(into.row(one))];
    const column = into.columns.indexOf(into.column(one));
    if (!line || column < 0)
      throw new Error(`No place to count "${into.row(one)}" and "${into.column(one)}".`);
    line[column] = (line[column] ?? 0) + one.count;
  }
  return { rows: into.rows, columns: into.columns, counts };
}
