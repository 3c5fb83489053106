import { numberText, type Translate, textOf } from '../../platform/language/index.ts';
import { lineChart } from '../../platform/statistics/index.ts';
import { showDay } from '../../platform/time/index.ts';
import { everybodyIn, type PopulationCount, populationSeries } from './population-series.ts';
import type { Section } from './section.ts';
import type { Table } from './show-table.ts';

/** What others have published over the years, with each number's source. */
export function showOthers(t: Translate): Section {
  const title = t('statistics.series.title');
  const written = numberText;
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

/** A day as a number, for a line of time. */
export const dayNumber = (day: string) => Date.parse(day) / 86_400_000;

function seriesRow(count: PopulationCount, t: Translate): Table['rows'][number] {
  const cell = (value: number | undefined) => ({
    text: value === undefined ? t('statistics.series.missing') : numberText(value),
    isHidden: false,
  });
  const { month, year } = Temporal.PlainDate.from(count.on);
  return {
    name: count.monthOnly ? `${textOf(t, `dates.month.${month}`)} ${year}` : showDay(count.on, t),
    cells: [
      ...[count.hospital, count.discharged, everybodyIn(count)].map(cell),
      { text: count.source, isHidden: false, isWords: true },
    ],
  };
}
