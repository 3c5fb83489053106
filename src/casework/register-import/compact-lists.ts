import type { FiledAuthority, FiledMovement } from './entry.ts';

/*
 * Several authorities, or all movements, stand in one cell: one a line, their parts divided by " | ". A bar, a
 * backslash or a line break inside a part is written with a backslash before it.
 */

const escaped = (part: string) =>
  part.replaceAll('\\', '\\\\').replaceAll('|', '\\|').replaceAll('\r', '\\r').replaceAll('\n', '\\n');

const line = (parts: readonly (string | number | null)[]) =>
  parts.map(part => escaped(String(part ?? ''))).join(' | ');

/** Writes authorities as one cell. */
export function writeAuthorities(authorities: readonly FiledAuthority[]): string {
  return authorities
    .map(one =>
      line([
        one.kind,
        one.orderOn,
        one.receivedOn,
        one.endedOn,
        one.releaseOn,
        one.expiresOn,
        one.precedence,
        one.court,
      ]),
    )
    .join('\n');
}

/** Writes movements as one cell. */
export function writeMovements(movements: readonly FiledMovement[]): string {
  return movements
    .map(one => line([one.actualOn, one.kind, one.outcome, one.authorisedOn, one.fromPlace, one.toPlace]))
    .join('\n');
}

/**
 * Reads such a cell into lines of parts.
 * @returns undefined when a line has another number of parts
 */
export function readLines(cell: string, parts: number): string[][] | undefined {
  const lines = cell.split(/\r\n|\n|\r/).filter(text => text.trim() !== '');
  const read = lines.map(text => splitParts(text).map(part => part.trim()));
  return read.every(({ length }) => length === parts) ? read : undefined;
}

const meant: Readonly<Record<string, string>> = { n: '\n', r: '\r' };

/** Parts between bars; what follows a backslash is no bar. */
function splitParts(text: string): string[] {
  const parts = [''];
  for (const [sign, behind] of text.matchAll(/\\(.)|[^\\]|\\$/gsu)) {
    if (sign === '|') parts.push('');
    else parts[parts.length - 1] += behind === undefined ? sign : (meant[behind] ?? behind);
  }
  return parts;
}

export const authorityParts = 8;
export const movementParts = 6;
