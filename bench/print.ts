import type { Figures } from './measure.ts';
import type { Floor } from './pages.ts';

/** Prints a table as Markdown. */
export function print(
  heading: string,
  titles: readonly string[],
  rows: readonly (readonly unknown[])[],
): void {
  console.log(`\n${heading}\n`);
  console.log(`| ${titles.join(' | ')} |`);
  console.log(`|---|${'--:|'.repeat(titles.length - 1)}`);
  for (const row of rows) console.log(`| ${row.join(' | ')} |`);
}

const mostMemory = 250;

type Held = Pick<Figures, 'requestsPerSecond' | 'p95Ms' | 'rssMiB'>;

/**
 * The floor, and how far the page is above it: more than 1 holds it.
 * @param most MiB of memory; null where nothing is said of it
 */
export function against(
  floor: Floor | undefined,
  { requestsPerSecond, p95Ms, rssMiB }: Held,
  most: number | null = mostMemory,
): [string, string] {
  if (!floor) return ['', ''];
  const parts = [
    { says: '/s', wanted: floor.requestsPerSecond, above: (least: number) => requestsPerSecond / least },
    { says: ' ms', wanted: floor.p95Ms, above: (highest: number) => highest / p95Ms },
    { says: ' MiB', wanted: most, above: (highest: number) => highest / rssMiB },
  ].flatMap(({ wanted: least, says, above }) =>
    least === undefined || least === null ? [] : [{ text: `${least}${says}`, ratio: above(least) }],
  );
  const lowest = Math.min(...parts.map(({ ratio }) => ratio));
  const held = lowest >= 1 ? 'held' : 'MISSED';
  return [`${parts.map(({ text }) => text).join(', ')} (${floor.as})`, `${lowest.toFixed(2)} ${held}`];
}
