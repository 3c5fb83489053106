import { type Translate, textOf } from '../../platform/language/index.ts';
import { showWeekday } from '../../platform/time/index.ts';
import { clockName } from '../rules/clocks/names.ts';
import { hrefOf } from './list-query.ts';
import { type DayOfMonth, monthBeside, monthOf, weeksOf } from './month.ts';
import type { DueOnDay } from './queries/read-calendar.ts';

type Showing = {
  readonly from: Temporal.PlainDate;
  readonly today: Temporal.PlainDate;
  readonly t: Translate;
  /** The calendar's own address, and that of the list on which a day is shown; what was chosen goes along. */
  readonly path: string;
  readonly listPath: string;
  readonly chosen: Readonly<Record<string, unknown>>;
};

/** Names that two clocks share are counted together. */
function duesOf({ due }: DayOfMonth, t: Translate): { text: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const { kind, count } of due) {
    const text = t(clockName(kind));
    counts.set(text, (counts.get(text) ?? 0) + count);
  }
  return [...counts].map(([text, count]) => ({ text, count }));
}

function shownDay(day: DayOfMonth, { t, today, listPath, chosen }: Showing) {
  const dues = duesOf(day, t);
  const count = dues.reduce((sum, one) => sum + one.count, 0);
  return {
    ...{ isOutside: day.isOutside, isOff: !day.isOutside && !day.isWorking, isToday: day.isToday },
    ...{ iso: day.on.toString(), number: day.on.day, dues, count },
    label: showWeekday(day.on, t),
    holiday: day.holiday ? textOf(t, `clocks.holiday.${slug(day.holiday)}`) : '',
    isLate: count > 0 && Temporal.PlainDate.compare(day.on, today) < 0,
    href: count > 0 ? hrefOf(listPath, { ...chosen, day: day.on.toString() }) : '',
  };
}

const slug = (name: string) => {
  const [first = '', ...rest] = name.split(' ');
  return first.toLowerCase() + rest.join('');
};

/** A month as a table, with the ways to the months beside it. */
export function showCalendar(due: readonly DueOnDay[], showing: Showing): Record<string, unknown> {
  const { from, today, t, path, chosen } = showing;
  const before = monthBeside(from, -1);
  const after = monthBeside(from, 1);
  const total = due.reduce((sum, { count }) => sum + count, 0);
  return {
    month: `${textOf(t, `dates.month.${from.month}`)} ${from.year}`,
    total: t('clocks.calendar.total', { count: total }),
    weekdays: [1, 2, 3, 4, 5, 6, 7].map(number => textOf(t, `dates.weekday.${number}`)),
    weeks: weeksOf(from, due, today).map(week => week.map(day => shownDay(day, showing))),
    before: before ? hrefOf(path, { ...chosen, month: before }) : '',
    after: after ? hrefOf(path, { ...chosen, month: after }) : '',
    now: monthOf(today).from.equals(from) ? '' : hrefOf(path, chosen),
  };
}
