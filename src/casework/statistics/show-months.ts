import { numberText, type Translate, textOf } from '../../platform/language/index.ts';
import { barChart, type Shown } from '../../platform/statistics/index.ts';
import { type Kind, nameOf } from './names.ts';
import type { Edition } from './numbers.ts';
import { newest, ruleOf, type Section } from './section.ts';
import { withShares } from './shares.ts';
import { shownCount } from './show-table.ts';
import { outcomes, times, wordsOf } from './tables.ts';

const mostMonths = 12;

/** The three tables by month, newest month first: how applications ended, with which words, and how long they took. */
export function showMonths(editions: readonly Edition[], t: Translate): Section[] {
  const ended = newest(editions, 'endings').slice(0, mostMonths);
  const took = newest(editions, 'times').slice(0, mostMonths);
  // A year in which nothing was asked for is no picture.
  if (ended.every(({ body }) => body.cells.flat().every(count => count === 0))) return [];
  return [
    section('endings', { of: ended, kind: 'outcome', columns: outcomes, pick: totalsRight, t }),
    withShares(
      section('words', { of: ended, kind: 'words', columns: wordsOf, pick: totalsBelow, t }),
      ended.map(totalsBelow),
      t,
    ),
    section('times', { of: took, kind: 'time', columns: times, pick: totalsRight, t }),
  ];
}

/** The last column of a table: the sum of each row. */
const totalsRight = ({ body }: Edition): Shown[] => body.cells.map(line => line.at(-1) ?? 0);
const totalsBelow = ({ body }: Edition): Shown[] => [...(body.cells.at(-1) ?? [])];

type Months = {
  of: readonly Edition[];
  kind: Kind;
  columns: readonly string[];
  pick(edition: Edition): Shown[];
  t: Translate;
};

function section(id: 'endings' | 'words' | 'times', { of, kind, columns, pick, t }: Months): Section {
  const title = t(`statistics.${id}.title`);
  const parts = columns.map(column => nameOf(kind, column, t));
  return {
    ...{ id, title, rule: ruleOf(of[0], t) },
    about: id === 'endings' ? '' : t(`statistics.${id}.about`),
    picture: barChart({
      ...{ id: `chart-${id}`, title, description: t(`statistics.${id}.description`), parts },
      bars: of.map(edition => ({
        name: monthOf(edition, t),
        values: pick(edition).slice(0, columns.length),
      })),
      written: numberText,
    }),
    table: {
      caption: title,
      head: [t('statistics.endings.row'), ...parts, t('statistics.total')],
      rows: of.map(edition => ({
        name: monthOf(edition, t),
        cells: pick(edition).map(count => shownCount(count, t)),
      })),
      endsInTotal: false,
    },
  };
}

function monthOf({ period }: Edition, t: Translate): string {
  const { month, year } = Temporal.PlainDate.from(period);
  return `${textOf(t, `dates.month.${month}`)} ${year}`;
}
