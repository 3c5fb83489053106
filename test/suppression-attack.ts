import {
  behind,
  type CountTable,
  hidden,
  isSmall,
  type Publication,
  type PublishedTable,
  total,
} from '../src/platform/statistics/index.ts';

type Range = { least: number; most: number };

/**
 * Attacks a published table as somebody would who knows the scheme, and of every hidden cell whether it is small: adds
 * up every choice of rows, takes away every choice of columns, and bounds each cell by what is left. Every table that
 * adds up is a flow, so by Hoffman's theorem on circulations no other sum could say more.
 * @param whole the true table with its totals: only which cells are small is read from it, and what is shared
 * @returns for every hidden cell, in the places of the table, between which counts it must lie
 */
export function attack(
  published: PublishedTable,
  whole: CountTable,
  publication: Publication,
): (Range | undefined)[][] {
  const known = knownRanges(published, whole, publication);
  const found = known.map(line => line.map(range => ({ ...range })));
  const isWide = published.columns.at(-1) === total;
  for (const rows of choices(isWide ? published.rows.length : 0)) {
    for (const columns of choices(published.columns.length)) narrow(known, found, { rows, columns, isWide });
  }
  return found.map((line, row) =>
    line.map((range, column) => (published.cells[row]?.[column] === hidden ? range : undefined)),
  );
}

function knownRanges(published: PublishedTable, whole: CountTable, publication: Publication): Range[][] {
  const lastRow = published.rows.length - 1;
  const lastColumn = published.columns.length - 1;
  const isUnpublished = published.cells.flat().every(cell => cell === hidden);
  return published.cells.map((line, row) =>
    line.map((cell, column) => {
      const really = whole.counts[row]?.[column] ?? 0;
      // A table that is wholly hidden says nothing, and nobody knows its total either.
      if (isUnpublished) return { least: 0, most: Infinity };
      const isGrand = row === lastRow && column === lastColumn;
      if (isGrand && publication.sharedTotal) return { least: really, most: really };
      if (row === lastRow && publication.sharedTotals) return { least: really, most: really };
      const range = rangeOf(cell, really, {
        ...publication,
        exactTotals: publication.exactTotals === true && row === lastRow,
      });
      const learnt = row < lastRow && column === 0 ? publication.alsoKnown?.[row] : undefined;
      return {
        least: Math.max(range.least, learnt?.least ?? range.least),
        most: Math.min(range.most, learnt?.most ?? range.most),
      };
    }),
  );
}

function rangeOf(cell: number | typeof hidden, really: number, { scheme, exactTotals }: Publication): Range {
  if (cell === hidden) {
    return isSmall(really, scheme)
      ? { least: scheme.small.from, most: scheme.small.to }
      : { least: scheme.small.to + 1, most: Infinity };
  }
  return exactTotals || cell < scheme.small.from ? { least: cell, most: cell } : behind(cell, scheme);
}

type Choice = { rows: readonly boolean[]; columns: readonly boolean[]; isWide: boolean };

/** One sum of rows less a sum of columns is nothing: each cell that is left in it is bounded by all the others. */
function narrow(known: readonly Range[][], found: readonly Range[][], choice: Choice): void {
  const terms = termsOf(known, choice);
  for (const { row, column, times } of terms) {
    let [least, most] = [0, 0];
    for (const other of terms) {
      if (other.row === row && other.column === column) continue;
      const range = known[other.row]?.[other.column] ?? { least: 0, most: 0 };
      const same = other.times === times;
      least -= same ? range.most : -range.least;
      most -= same ? range.least : -range.most;
    }
    const range = found[row]?.[column];
    if (!range) continue;
    range.least = Math.max(range.least, least);
    range.most = Math.min(range.most, most);
  }
}

function termsOf(known: readonly Range[][], { rows, columns, isWide }: Choice) {
  return known.flatMap((line, row) =>
    line.flatMap((_, column) => {
      const isTotalRow = row === known.length - 1;
      const isTotalColumn = isWide && column === line.length - 1;
      const sign = isTotalRow === isTotalColumn ? 1 : -1;
      const times = sign * (Number(rows[row] ?? false) - Number(columns[column] ?? false));
      return times === 0 ? [] : [{ row, column, times }];
    }),
  );
}

const choices = (length: number): boolean[][] =>
  Array.from({ length: 2 ** length }, (_, number) =>
    Array.from({ length }, (_, bit) => Math.floor(number / 2 ** bit) % 2 === 1),
  );

/**
 * Tries every table of two rows and two columns with counts to nine.
 * @returns for every hidden cell, row by row with the totals, the counts that it has in tables that would look the same
 */
export function possibleCounts(
  published: PublishedTable,
  whole: CountTable,
  publication: Publication,
): (Set<number> | undefined)[] {
  const known = knownRanges(published, whole, publication).flat();
  const found = published.cells.flat().map(cell => (cell === hidden ? new Set<number>() : undefined));
  for (let number = 0; number < 10_000; number++) {
    const [a, b, c, d] = [
      number % 10,
      Math.floor(number / 10) % 10,
      Math.floor(number / 100) % 10,
      Math.floor(number / 1000),
    ] as const;
    const cells = [a, b, a + b, c, d, c + d, a + c, b + d, a + b + c + d];
    const fits = cells.every(
      (count, index) => count >= (known[index]?.least ?? 0) && count <= (known[index]?.most ?? 0),
    );
    if (fits) for (const [index, count] of cells.entries()) found[index]?.add(count);
  }
  return found;
}
