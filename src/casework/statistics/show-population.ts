import type { Translate } from '../../platform/language/index.ts';
import { textOf } from '../../platform/language/index.ts';
import { barChart, lineChart } from '../../platform/statistics/index.ts';
import { showDay } from '../../platform/time/index.ts';
import { nameOf } from './names.ts';
import { everybodyIn, type PopulationCount, populationSeries } from './population-series.ts';
import type { Edition } from './queries.ts';
import { ruleOf, type Section } from './show-months.ts';
import { shownCount, type Table, writtenIn } from './show-table.ts';

/** What others have published over the years, with each number's source. */
export function showSeries(t: Translate): Section {
  const title = t('statistics.series.title');
  const written = writtenIn(t);
  return {
    ...{ id: 'series', title, about: t('statistics.series.about'), rule: '' },
    picture: lineChart({
      ...{ id: 'chart-series', title, description: describe(t) },
      lines: (['hospital', 'discharged'] as const).map(part => ({
        name: t(`statistics.series.${part}`),
        points: populationSeries.flatMap(count => {
          const value = count[part];
          return value === undefined ? [] : [{ at: dayNumber(count.on), value }];
        }),
      })),
      marks: [2000, 2005, 2010, 2015, 2020].map(year => ({
        at: dayNumber(`${year}-01-01`),
        text: `${year}`,
      })),
      written,
    }),
    table: {
      caption: title,
      head: (['on', 'hospital', 'discharged', 'total', 'source'] as const).map(of =>
        t(`statistics.series.${of}`),
      ),
      rows: populationSeries.map(count => seriesRow(count, t)),
      endsInTotal: false,
    },
  };
}

function describe(t: Translate): string {
  const known = (part: 'hospital' | 'discharged') =>
    populationSeries.map(count => count[part]).filter(value => value !== undefined);
  const [inside, outside] = [known('hospital'), known('discharged')];
  return t('statistics.series.description', {
    ...{ first: inside[0] ?? 0, last: inside.at(-1) ?? 0 },
    ...{ firstOut: outside[0] ?? 0, lastOut: outside.at(-1) ?? 0 },
  });
}

const dayNumber = (day: string) => Date.parse(day) / 86_400_000;

function seriesRow(count: PopulationCount, t: Translate): Table['rows'][number] {
  const cell = (value: number | undefined) => ({
    text: value === undefined ? t('statistics.series.missing') : writtenIn(t)(value),
    isHidden: false,
  });
  const { month, year } = Temporal.PlainDate.from(count.on);
  return {
    name: count.monthOnly ? `${textOf(t, `dates.month.${month}`)} ${year}` : showDay(count.on, t),
    cells: [
      ...[count.hospital, count.discharged, everybodyIn(count)].map(cell),
      { text: count.source, isHidden: false },
    ],
  };
}

/** Who stands how in this service, newest count: authorities down, statuses across, with both totals. */
export function showPopulation(editions: readonly Edition[], t: Translate): Section[] {
  const edition = editions.filter(({ name }) => name === 'population').at(-1);
  if (!edition) return [];
  const { rows, columns, cells } = edition.body;
  const title = t('statistics.population.title', { day: showDay(edition.asAt, t) });
  const names = columns.map(column => nameOf('status', column, t));
  const rule = ruleOf(edition, t);
  return [
    {
      ...{ id: 'population', title, about: '', rule: rule && `${rule} ${t('statistics.totals.exact')}` },
      picture: barChart({
        ...{ id: 'chart-population', title, description: t('statistics.population.description') },
        parts: [],
        bars: names.map((name, column) => ({ name, values: [cells.at(-1)?.[column] ?? 0] })),
        written: writtenIn(t),
      }),
      table: {
        caption: title,
        head: [t('statistics.population.row'), ...names],
        rows: rows.map((row, index) => ({
          name: nameOf('authority', row, t),
          cells: (cells[index] ?? []).map(count => shownCount(count, t)),
        })),
        endsInTotal: true,
      },
    },
  ];
}
