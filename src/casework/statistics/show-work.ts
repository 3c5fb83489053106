import { numberText, type Translate } from '../../platform/language/index.ts';
import { barChart, hidden, type Shown } from '../../platform/statistics/index.ts';
import { nameOf } from './names.ts';
import type { Edition, Numbers } from './numbers.ts';
import { newest, ruleOf, type Section } from './section.ts';
import { shownCount } from './show-table.ts';

/** How long decisions took: a row for each year and kind of document of which there were enough. */
export function showDecisions({ editions }: Numbers, t: Translate): Section[] {
  const of = newest(editions, 'decisions');
  const rows = of.flatMap(({ period, body }) =>
    body.rows.flatMap((kind, line) => {
      const cells = body.cells[line] ?? [];
      const name = `${period.slice(0, 4)}, ${nameOf('report', kind, t)}`;
      return cells.every(cell => cell === hidden) ? [] : [{ name, cells }];
    }),
  );
  const [latest] = of;
  if (!latest || rows.length === 0) return [];
  const title = t('statistics.decisions.title');
  const measures = latest.body.columns.slice(-2).map(measure => nameOf('measure', measure, t));
  return [
    {
      ...{ id: 'decisions', title, about: t('statistics.decisions.about'), rule: ruleOf(latest, t) },
      picture: barChart({
        ...{ id: 'chart-decisions', title, description: t('statistics.decisions.description') },
        ...{ parts: measures, written: numberText },
        bars: rows.map(({ name, cells }) => ({ name, values: stacked(cells.slice(-2)) })),
      }),
      table: {
        caption: title,
        head: [
          t('statistics.decisions.row'),
          ...latest.body.columns.map(column => nameOf('measure', column, t)),
        ],
        rows: rows.map(({ name, cells }) => ({ name, cells: cells.map(count => shownCount(count, t)) })),
        endsInTotal: false,
      },
    },
  ];
}

/** The second part of the bar ends where nine in ten were decided. */
function stacked([median = hidden, ninetieth = hidden]: readonly Shown[]): Shown[] {
  return median === hidden || ninetieth === hidden ? [hidden] : [median, ninetieth - median];
}

/** Documents that came in, a row a year; the section's own. */
export function showReports({ editions }: Numbers, t: Translate): Section[] {
  const of = newest(editions, 'reports');
  const [latest] = of;
  if (!latest) return [];
  const title = t('statistics.reports.title');
  const named = latest.body.rows.map(row => nameOf('report', row, t));
  const countsOf = ({ body }: Edition) => body.cells.map(([count]) => count ?? 0);
  return [
    {
      ...{ id: 'reports', title, about: t('statistics.reports.about'), rule: '' },
      picture: barChart({
        ...{ id: 'chart-reports', title, description: t('statistics.reports.description') },
        // There are too many kinds to tell apart in a bar.
        ...{ parts: [], written: numberText },
        bars: of.map(one => ({ name: one.period.slice(0, 4), values: countsOf(one).slice(-1) })),
      }),
      table: {
        caption: title,
        head: [t('statistics.year'), ...named],
        rows: of.map(one => ({
          name: one.period.slice(0, 4),
          cells: countsOf(one).map(count => shownCount(count, t)),
        })),
        endsInTotal: false,
      },
    },
  ];
}
