import { exact } from './exact-edition.ts';
import { nameOfReport } from './measures.ts';
import type { Edition } from './numbers.ts';
import { countedTo } from './periods.ts';
import { reports } from './tables.ts';

/** How many documents of a kind came in, in a year. */
export type Received = { year: number; kind: string; received: number };

const kinds = reports.filter(kind => kind !== 'leave application');

/** Documents that came in, other than leave applications; nothing for years in which none did. */
export function reportsTable(
  received: readonly Received[],
  { years, today }: { years: readonly Temporal.PlainDate[]; today: Temporal.PlainDate },
): Edition[] {
  return years.flatMap(period => {
    const ofThis = received.filter(({ year }) => year === period.year);
    if (ofThis.length === 0) return [];
    const counts = kinds.map(kind => [sumOf(ofThis.filter(one => nameOfReport(one.kind) === kind))]);
    return exact(
      'reports',
      { period, asAt: countedTo(period, today) },
      { rows: kinds, columns: ['received'], counts },
    );
  });
}

const sumOf = (of: readonly Received[]) => of.reduce((sum, { received }) => sum + received, 0);
