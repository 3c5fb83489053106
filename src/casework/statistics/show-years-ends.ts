import { numberText, type Translate } from '../../platform/language/index.ts';
import { hidden, lineChart } from '../../platform/statistics/index.ts';
import { showDay } from '../../platform/time/index.ts';
import type { Numbers, YearsEnd } from './numbers.ts';
import type { Section } from './section.ts';
import { dayNumber } from './show-others.ts';
import { shownCount } from './show-table.ts';

const parts = ['hospital', 'discharged'] as const;

/** How many were under restrictions on the last day of each year, the newest first in the table. */
export function showYearsEnds({ yearsEnds }: Numbers, t: Translate): Section[] {
  if (yearsEnds.length === 0) return [];
  const title = t('statistics.yearsEnds.title');
  return [
    {
      ...{ id: 'years-ends', title, about: t('statistics.yearsEnds.about'), rule: '' },
      picture: pictureOf(yearsEnds, title, t),
      table: {
        caption: title,
        head: (['on', 'hospital', 'discharged', 'total'] as const).map(of => t(`statistics.series.${of}`)),
        rows: yearsEnds.toReversed().map(({ on, hospital, discharged, total }) => ({
          name: showDay(on, t),
          cells: [hospital, discharged, total].map(count => shownCount(count, t)),
        })),
        endsInTotal: false,
      },
    },
  ];
}

function pictureOf(yearsEnds: readonly YearsEnd[], title: string, t: Translate): string {
  return lineChart({
    ...{ id: 'chart-years-ends', title, description: t('statistics.yearsEnds.description') },
    lines: parts.map(part => ({
      name: t(`statistics.series.${part}`),
      points: yearsEnds.flatMap(year => {
        const value = year[part];
        return value === hidden ? [] : [{ at: dayNumber(year.on), value }];
      }),
    })),
    marks: yearsEnds.map(({ on }) => ({ at: dayNumber(on), text: on.slice(0, 4) })),
    written: numberText,
  });
}
