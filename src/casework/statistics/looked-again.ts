import { numberText, type Translate } from '../../platform/language/index.ts';
import { barChart, type CountTable } from '../../platform/statistics/index.ts';
import { exact } from './exact-edition.ts';
import { nameOfReport } from './measures.ts';
import { nameOf } from './names.ts';
import type { Edition, Numbers } from './numbers.ts';
import { countedTo } from './periods.ts';
import { newest, type Section } from './section.ts';
import { shownCount } from './show-table.ts';
import { becameAs, reports } from './tables.ts';

/** How often it was asked for decisions on a kind of document to be looked at again, by what came of that in a year. */
export type LookedAgain = { year: number; kind: string; became: string; count: number };

/** The years in which something came of it: counted apart, and never among the decisions of those years. */
export function againTable(
  counted: readonly LookedAgain[],
  { years, today }: { years: readonly Temporal.PlainDate[]; today: Temporal.PlainDate },
): Edition[] {
  return years.flatMap(period => {
    const ofThis = counted.filter(({ year }) => year === period.year);
    const when = { period, asAt: countedTo(period, today) };
    return ofThis.length > 0 ? [exact('again', when, tableOf(ofThis))] : [];
  });
}

function tableOf(counted: readonly LookedAgain[]): CountTable {
  const rows = reports.filter(kind => counted.some(one => nameOfReport(one.kind) === kind));
  const countOf = (kind: string, became: string) =>
    counted
      .filter(one => nameOfReport(one.kind) === kind && one.became === became)
      .reduce((sum, { count }) => sum + count, 0);
  return { rows, columns: becameAs, counts: rows.map(kind => becameAs.map(became => countOf(kind, became))) };
}

/** What came of looking again, a row a year; the section's own. */
export function showLookedAgain({ editions }: Numbers, t: Translate): Section[] {
  const of = newest(editions, 'again');
  if (of.length === 0) return [];
  const title = t('statistics.again.title');
  // The last line of a table is its total.
  const countsOf = ({ body }: Edition) => (body.cells.at(-1) ?? []).slice(0, becameAs.length);
  const named = becameAs.map(became => nameOf('became', became, t));
  return [
    {
      ...{ id: 'again', title, about: t('statistics.again.about'), rule: '' },
      picture: barChart({
        ...{ id: 'chart-again', title, description: t('statistics.again.description') },
        ...{ parts: named, written: numberText },
        bars: of.map(one => ({ name: one.period.slice(0, 4), values: countsOf(one) })),
      }),
      table: {
        ...{ caption: title, head: [t('statistics.year'), ...named], endsInTotal: false },
        rows: of.map(one => ({
          name: one.period.slice(0, 4),
          cells: countsOf(one).map(count => shownCount(count, t)),
        })),
      },
    },
  ];
}
