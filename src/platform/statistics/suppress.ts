import {
  type CountTable,
  type Publication,
  type PublishedTable,
  type Range,
  total,
  withTotals,
} from './count-table.ts';
import { type Edge, push, type Step, slackOf, wayAround } from './network.ts';
import { behind, hidden, isSmall, rounded, type Scheme, type Shown } from './schemes.ts';

/** Why a cell is hidden: for its own sake, or because another could be worked out from it. */
type Standing = 'shown' | 'small' | 'covers another';
type Cell = Edge & {
  count: number;
  standing: Standing;
  isExact: boolean;
  isKnown: boolean;
  alsoKnown: Range | undefined;
};

// More than any count; whole numbers stay exact far beyond.
const plenty = 1e9;

/**
 * Makes a table fit to be published. Small counts are hidden first. Then whoever knows everything that is shown, the
 * scheme, and even which cells were hidden for their own sake, is given every chance to narrow a small count further
 * than its mark says, by subtraction or by bounds; where they could, the cells through which they would are hidden
 * too, those of the smallest counts first. Where nothing helps, the whole table is hidden. Rounding alone is not enough:
 * of 22, 22, 22 and 7 it shows 20, 20, 20, a mark and 75, and the mark can only be 7.
 */
export function suppress(table: CountTable, publication: Publication): PublishedTable {
  const whole = withTotals(table);
  const cells = cellsOf(whole, publication);
  const safe = makeSafe(cells.flat(), publication.scheme);
  const { rows, columns } = whole;
  return {
    scheme: publication.scheme.id,
    rows,
    columns,
    cells: cells.map(line =>
      line.slice(0, columns.length).map(cell => (safe ? shownAs(cell, publication.scheme) : hidden)),
    ),
  };
}

function shownAs({ count, standing, isExact }: Cell, scheme: Scheme): Shown {
  if (standing !== 'shown') return hidden;
  return isExact ? count : rounded(count, scheme);
}

/** Nodes: one for each row, one for each column; the totals lead back from the last to the first. */
function cellsOf({ rows, columns, counts }: CountTable, publication: Publication): Cell[][] {
  const lastRow = rows.length - 1;
  const isWide = columns.at(-1) === total;
  const width = isWide ? columns.length : columns.length + 1;
  return rows.map((_, row) =>
    Array.from({ length: width }, (_, column) => {
      const isTotalColumn = column === width - 1;
      const isGrand = row === lastRow && (isTotalColumn || !isWide);
      const [rowNode, columnNode] = [row, rows.length + column];
      const isForth = (row === lastRow) === isTotalColumn;
      const cell: Cell = {
        ...(isForth ? { from: rowNode, to: columnNode } : { from: columnNode, to: rowNode }),
        ...{ value: 0, least: 0, most: plenty },
        count: counts[row]?.[column] ?? counts[row]?.[0] ?? 0,
        standing: 'shown',
        alsoKnown: row < lastRow && column === 0 ? publication.alsoKnown?.[row] : undefined,
        isExact: row === lastRow && publication.exactTotals === true,
        isKnown:
          row === lastRow &&
          (publication.sharedTotals === true || (isGrand && publication.sharedTotal === true)),
      };
      cell.value = cell.count;
      // The sum of a single column's row is that one cell: nobody publishes it, so it stays free.
      if (isWide || !isTotalColumn)
        stand(cell, isSmall(cell.count, publication.scheme) ? 'small' : 'shown', publication.scheme);
      return cell;
    }),
  );
}

/** Sets what everybody can know of a cell that stands so. */
function stand(cell: Cell, standing: Standing, scheme: Scheme): void {
  cell.standing = standing;
  const { least, most } = known(cell, scheme);
  cell.least = Math.max(least, cell.alsoKnown?.least ?? least);
  cell.most = Math.min(most, cell.alsoKnown?.most ?? most);
}

function known({ count, standing, isExact, isKnown }: Cell, scheme: Scheme) {
  if (isKnown) return { least: count, most: count };
  if (standing === 'small') return { least: scheme.small.from, most: scheme.small.to };
  if (standing === 'covers another') return { least: scheme.small.to + 1, most: plenty };
  return isExact || count < scheme.small.from
    ? { least: count, most: count }
    : behind(rounded(count, scheme), scheme);
}

/** Hides what has to be hidden besides, until nothing more is; false where that does not help. */
function makeSafe(cells: readonly Cell[], scheme: Scheme): boolean {
  const before = cells.filter(({ standing }) => standing !== 'shown');
  if (!before.every(cell => protect(cells, cell, scheme))) return false;
  const isDone = cells.filter(({ standing }) => standing !== 'shown').length === before.length;
  return isDone || makeSafe(cells, scheme);
}

/** Hides others until a hidden cell can be anything that its mark says, or as much of it as there is to be had. */
function protect(cells: readonly Cell[], cell: Cell, scheme: Scheme): boolean {
  for (;;) {
    const opening = openingOf(cells, cell, scheme);
    if (!opening) return true;
    if (!cover(cells, opening, scheme)) return hasRoom(cells, cell, scheme);
  }
}

/**
 * A count within a total that is small itself cannot be all that its mark says, since others are in that total too.
 * Half of it must be left.
 */
function hasRoom(cells: readonly Cell[], cell: Cell, { small }: Scheme): boolean {
  const width = small.to - small.from;
  const [rise, fall] = [true, false].map(forth => reach(cells, { edge: cell, forth }, width));
  return (rise ?? 0) + (fall ?? 0) >= width / 2;
}

/** The direction in which a hidden cell cannot move as far as its mark says that it could, if there is one. */
function openingOf(cells: readonly Cell[], cell: Cell, { small }: Scheme): Step | undefined {
  const [up, down] = [
    { edge: cell, forth: true },
    { edge: cell, forth: false },
  ];
  if (cell.standing === 'small') {
    if (reach(cells, up, small.to - cell.count) < small.to - cell.count) return up;
    return reach(cells, down, cell.count - small.from) < cell.count - small.from ? down : undefined;
  }
  const width = small.to - small.from;
  const fallen = reach(cells, down, width);
  return reach(cells, up, width - fallen) < width - fallen ? up : undefined;
}

/** How far a cell can move in the table as it is. */
function reach(cells: readonly Cell[], moved: Step, wanted: number): number {
  for (const cell of cells) cell.value = cell.count;
  return push(cells, moved, wanted);
}

/** Hides the cells of the cheapest way by which the cell could move further; false where there is none. */
function cover(cells: readonly Cell[], opening: Step, scheme: Scheme): boolean {
  // The table stands as far as it could be pushed, so every way onward leads through something that is shown.
  const way = wayAround(cells, opening, step => {
    if (slackOf(step) > 0) return 0;
    const cell = step.edge as Cell;
    return mayCover(cell, scheme) && slackIfHidden(step, scheme) > 0 ? costOf(cell) : undefined;
  });
  const shown = way?.filter(step => slackOf(step) === 0) ?? [];
  for (const { edge } of shown) stand(edge as Cell, 'covers another', scheme);
  // None: there is no way, or the cell is known whatever the others are.
  return shown.length > 0;
}

const slackIfHidden = ({ edge, forth }: Step, { small }: Scheme) =>
  forth ? plenty : edge.value - (small.to + 1);

/** A zero that is shown says that nobody is there, which protects nobody; a total that is known covers nothing. */
function mayCover({ standing, count, isKnown }: Cell, { small }: Scheme): boolean {
  return standing === 'shown' && !isKnown && count > small.to;
}

// An exact total is what the table is for: it is hidden only where nothing else would do.
const costOf = ({ count, isExact }: Cell) => 1 + count + (isExact ? plenty : 0);
