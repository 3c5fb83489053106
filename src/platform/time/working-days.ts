import { bankHolidaysOf, coveredYears } from './bank-holidays.ts';
import { dayNumbered, isWeekend, numberOf } from './day-number.ts';

const firstKnown = numberOf(new Temporal.PlainDate(coveredYears.first, 1, 1));
const lastKnown = numberOf(new Temporal.PlainDate(coveredYears.last, 12, 31));

const everyYear = Array.from(
  { length: coveredYears.last - coveredYears.first + 1 },
  (_, index) => coveredYears.first + index,
);

const holidays: ReadonlySet<number> = new Set(
  everyYear.flatMap(bankHolidaysOf).map(({ on }) => numberOf(Temporal.PlainDate.from(on))),
);

/**
 * Whether the day of a number is a working day: as isWorkingDay, for the counting inside this folder.
 * @param number the number of a day
 * @returns true or false; throws RangeError for a year whose bank holidays are not known
 */
export function isWorkingNumber(number: number): boolean {
  // An unknown year answers with the sentence of the one place that knows which years are covered.
  if (!(number >= firstKnown && number <= lastKnown)) bankHolidaysOf(dayNumbered(number).year);
  return !isWeekend(number) && !holidays.has(number);
}

/**
 * Whether a day is a working day in England and Wales: no Saturday, Sunday or bank holiday.
 * @param day the day
 * @returns true or false; throws RangeError for a year whose bank holidays are not known
 */
export function isWorkingDay(day: Temporal.PlainDate): boolean {
  return isWorkingNumber(numberOf(day));
}

/**
 * The day that is so many working days after another. The first day itself is never counted, as time “within”
 * a number of days runs from the day after the event; with 0 it is answered as it is, working day or not.
 * @param day the day to count from
 * @param count how many working days on; negative counts back
 * @returns the day; throws RangeError when the count is no whole number or leads outside the known years
 */
export function addWorkingDays(day: Temporal.PlainDate, count: number): Temporal.PlainDate {
  if (!Number.isInteger(count)) throw new RangeError(`Working days are counted whole, and ${count} is not.`);
  const step = Math.sign(count);
  let reached = numberOf(day);
  for (let left = Math.abs(count); left > 0; ) {
    reached += step;
    if (isWorkingNumber(reached)) left -= 1;
  }
  return dayNumbered(reached);
}

/**
 * How many working days lie from one day to another: the first day is not counted, the last one is. It undoes
 * addWorkingDays, so it is negative when the second day is the earlier.
 * @param from the day to count from
 * @param to the day to count to
 * @returns the number of working days; throws RangeError outside the known years
 */
export function workingDaysBetween(from: Temporal.PlainDate, to: Temporal.PlainDate): number {
  const last = numberOf(to);
  const direction = Math.sign(last - numberOf(from));
  let count = 0;
  for (let day = numberOf(from); day !== last; ) {
    day += direction;
    if (isWorkingNumber(day)) count += direction;
  }
  return count;
}

/**
 * The first working day after a day.
 * @param day the day, working or not
 * @returns the next working day; throws RangeError outside the known years
 */
export function nextWorkingDay(day: Temporal.PlainDate): Temporal.PlainDate {
  return addWorkingDays(day, 1);
}
