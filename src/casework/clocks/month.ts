import { bankHolidaysOf, coveredYears, isWorkingDay } from '../../platform/time/index.ts';
import type { DueOnDay } from './queries/read-calendar.ts';

/** One day of a calendar; of another month when `isOutside`, to fill a week. */
export type DayOfMonth = {
  readonly on: Temporal.PlainDate;
  readonly isOutside: boolean;
  readonly isWorking: boolean;
  readonly isToday: boolean;
  /** The name of a bank holiday. */
  readonly holiday: string | undefined;
  readonly due: readonly DueOnDay[];
};

const firstMonth = Temporal.PlainDate.from({ year: coveredYears.first, month: 1, day: 1 });
const lastMonth = Temporal.PlainDate.from({ year: coveredYears.last, month: 12, day: 1 });

/** The first and the last day of the month of a day. */
export function monthOf(day: Temporal.PlainDate): { from: Temporal.PlainDate; until: Temporal.PlainDate } {
  return { from: day.with({ day: 1 }), until: day.with({ day: day.daysInMonth }) };
}

/** The month before or after, as an address writes it; undefined beyond the years whose bank holidays are known. */
export function monthBeside(from: Temporal.PlainDate, months: 1 | -1): string | undefined {
  const other = from.add({ months });
  const isKnown =
    Temporal.PlainDate.compare(other, firstMonth) >= 0 && Temporal.PlainDate.compare(other, lastMonth) <= 0;
  return isKnown ? other.toString().slice(0, 7) : undefined;
}

/**
 * The weeks of a month, Monday first, as the rows of a table.
 * @param from the first day of the month, in a year whose bank holidays are known
 * @param due what falls due on which day
 * @param today the day to be marked
 */
export function weeksOf(
  from: Temporal.PlainDate,
  due: readonly DueOnDay[],
  today: Temporal.PlainDate,
): readonly (readonly DayOfMonth[])[] {
  const monday = from.subtract({ days: from.dayOfWeek - 1 });
  const holidays = new Map(bankHolidaysOf(from.year).map(({ on, name }) => [on, name]));
  const days = Math.ceil((from.dayOfWeek - 1 + from.daysInMonth) / 7) * 7;
  const all = Array.from({ length: days }, (_, index): DayOfMonth => {
    const on = monday.add({ days: index });
    const isOutside = on.month !== from.month;
    return {
      ...{
        on,
        isOutside,
        isToday: on.equals(today),
        holiday: isOutside ? undefined : holidays.get(on.toString()),
      },
      isWorking: !isOutside && isWorkingDay(on),
      due: isOutside ? [] : due.filter(one => one.on === on.toString()),
    };
  });
  return Array.from({ length: days / 7 }, (_, week) => all.slice(week * 7, week * 7 + 7));
}
