import { setTimeout as wait } from 'node:timers/promises';
import { type Language, textIn } from '../src/platform/language/index.ts';
import { dayOf, type ShownDay, showDay, zone } from '../src/platform/time/index.ts';

// Files that share a process begin together.
const longestFile = Temporal.Duration.from({ minutes: 4 });

/**
 * The moment at which this file of tests began. The database reads the real clock and cannot be told another, so tests
 * happen on the real day, whichever that is: Sunday, bank holiday or the day on which the clocks change.
 */
export const testNow = await begin();

/** The day on which tests happen: today in London. */
export const testDay = dayOf(testNow);

/** Just before midnight the database’s day would change under a file’s feet, so such a file waits for the new day. */
async function begin(): Promise<Temporal.Instant> {
  const now = Temporal.Now.zonedDateTimeISO(zone);
  const left = now.until(now.add({ days: 1 }).startOfDay());
  if (Temporal.Duration.compare(left, longestFile) > 0) return now.toInstant();
  console.error('It is nearly midnight in London: these tests begin on the new day.');
  await wait(left.total('milliseconds') + 100);
  return begin();
}

/** A moment of a day in London as a clock takes it, at ten in the morning unless told otherwise. */
export function momentOn(day: Temporal.PlainDate, plainTime = '10:00'): string {
  return day.toZonedDateTime({ timeZone: zone, plainTime }).toInstant().toString();
}

/** A day as pages write it. */
export function written(day: ShownDay, language: Language = 'en'): string {
  return showDay(day, textIn(language));
}

/** The three boxes of a day, filled; a field without a name has boxes named `day`, `month` and `year`. */
export function dayBoxes(field: string, day: Temporal.PlainDate | string): Record<string, string> {
  const { day: date, month, year } = Temporal.PlainDate.from(day);
  const name = (part: string) => (field ? `${field}-${part}` : part);
  return { [name('day')]: String(date), [name('month')]: String(month), [name('year')]: String(year) };
}
