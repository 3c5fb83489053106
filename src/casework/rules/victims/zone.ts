/** A corner of an exclusion zone, in metres of the National Grid, with the reference that was typed for it. */
export type Corner = { readonly east: number; readonly north: number; readonly reference: string };

/** What is wrong with the corners that somebody typed; `line` counts from one. */
export type ZoneProblem =
  | { readonly problem: 'unreadable'; readonly line: number }
  | { readonly problem: 'few' | 'many' | 'crossing' | 'flat' };

const fewest = 3;
const most = 30;

/**
 * Reads corners as Ordnance Survey grid references, one a line, such as “SK 123 456”.
 * A zone has a clear boundary (MHCS leave form 2024, LG-9), so corners that draw none are refused.
 */
export function readCorners(typed: string): { corners: readonly Corner[] } | ZoneProblem {
  const lines = typed
    .split(/\r\n|\r|\n/)
    .map(line => line.trim())
    .filter(Boolean);
  const corners = lines.map(readReference);
  const unreadable = corners.indexOf(undefined);
  if (unreadable >= 0) return { problem: 'unreadable', line: unreadable + 1 };
  const read = corners.filter(corner => corner !== undefined);
  if (read.length < fewest) return { problem: 'few' };
  if (read.length > most) return { problem: 'many' };
  if (crosses(read)) return { problem: 'crossing' };
  if (areaOf(read) === 0) return { problem: 'flat' };
  return { corners: read };
}

/** A letter of the grid without I: 0 to 24, from the north-west. */
const place = (letter: string) => letter.charCodeAt(0) - 65 - (letter > 'I' ? 1 : 0);

function readReference(typed: string): Corner | undefined {
  const packed = typed.toUpperCase().replace(/\s+/g, '');
  const [, letters = '', digits = ''] = /^([HNOST][A-HJ-Z])(\d{6}|\d{8}|\d{10})$/.exec(packed) ?? [];
  if (letters === '') return undefined;
  const [first, second] = [place(letters.charAt(0)), place(letters.charAt(1))];
  const half = digits.length / 2;
  const metres = 10 ** (5 - half);
  return {
    east: (((first - 2) % 5) * 5 + (second % 5)) * 100_000 + Number(digits.slice(0, half)) * metres,
    north:
      (19 - Math.floor(first / 5) * 5 - Math.floor(second / 5)) * 100_000 +
      Number(digits.slice(half)) * metres,
    reference: `${letters} ${digits.slice(0, half)} ${digits.slice(half)}`,
  };
}

type Side = readonly [Corner, Corner];

function sidesOf(corners: readonly Corner[]): Side[] {
  const round = [...corners.slice(1), ...corners.slice(0, 1)];
  return corners.flatMap((corner, index) =>
    round.slice(index, index + 1).map(next => [corner, next] as const),
  );
}

/** Square metres inside the boundary, whichever way round the corners go. */
export function areaOf(corners: readonly Corner[]): number {
  const twice = sidesOf(corners).reduce((sum, [a, b]) => sum + a.east * b.north - b.east * a.north, 0);
  return Math.abs(twice) / 2;
}

/** Whether two sides of the boundary meet anywhere but in a corner that they share. */
function crosses(corners: readonly Corner[]): boolean {
  const sides = sidesOf(corners);
  return sides.some((side, index) =>
    sides.slice(index + 1).some((other, after) => {
      const isNext = after === 0 || (index === 0 && after === sides.length - 2);
      return !isNext && meet(side, other);
    }),
  );
}

function meet([a, b]: Side, [c, d]: Side): boolean {
  return (
    turn(a, b, c) * turn(a, b, d) <= 0 && turn(c, d, a) * turn(c, d, b) <= 0 && boxesMeet([a, b], [c, d])
  );
}

const turn = (a: Corner, b: Corner, c: Corner) =>
  Math.sign((b.east - a.east) * (c.north - a.north) - (b.north - a.north) * (c.east - a.east));

/** On one line every turn is straight, so only the boxes tell whether they meet. */
function boxesMeet([a, b]: Side, [c, d]: Side): boolean {
  const meets = (of: 'east' | 'north') =>
    Math.max(Math.min(a[of], b[of]), Math.min(c[of], d[of])) <=
    Math.min(Math.max(a[of], b[of]), Math.max(c[of], d[of]));
  return meets('east') && meets('north');
}
