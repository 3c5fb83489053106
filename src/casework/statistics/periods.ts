import { bankHolidaysOf, coveredYears } from '../../platform/time/index.ts';

/** The first days of the months that ended before this day, newest last. */
export function monthsBefore(today: Temporal.PlainDate, howMany: number): Temporal.PlainDate[] {
  const first = today.with({ day: 1 });
  return Array.from({ length: howMany }, (_, ago) => first.subtract({ months: howMany - ago }));
}

/** The first days of the years that ended before this day, newest last. */
export function yearsBefore(today: Temporal.PlainDate, howMany: number): Temporal.PlainDate[] {
  const first = today.with({ month: 1, day: 1 });
  return Array.from({ length: howMany }, (_, ago) => first.subtract({ years: howMany - ago }));
}

/** The last day of a year. */
export const lastDayOf = (year: Temporal.PlainDate): Temporal.PlainDate => year.with({ month: 12, day: 31 });

/** The day for which a year is counted: its last one, or today while it has not ended. */
export const countedTo = (year: Temporal.PlainDate, today: Temporal.PlainDate): Temporal.PlainDate =>
  year.year === today.year ? today : lastDayOf(year);

/** Every bank holiday that is known, for counting working days in the database. */
export function everyBankHoliday(): string[] {
  const howMany = coveredYears.last - coveredYears.first + 1;
  const years = Array.from({ length: howMany }, (_, index) => coveredYears.first + index);
  return years.flatMap(bankHolidaysOf).map(({ on }) => on);
}
