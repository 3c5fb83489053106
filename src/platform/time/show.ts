import { type Translate, textOf } from '../language/index.ts';
import { type LondonTime, londonTime } from './london.ts';

/** A day as Temporal has it or as "2026-11-21". */
export type ShownDay = Temporal.PlainDate | string;

/** A moment as Temporal has it or as "2026-11-21T14:05:00Z". */
export type ShownMoment = Temporal.Instant | string;

/**
 * A day as people write it: "21 November 2026", "21 Tachwedd 2026".
 * @param day the day
 * @param t the language
 * @returns the text; throws RangeError when the day is none
 */
export function showDay(day: ShownDay, t: Translate): string {
  const date = Temporal.PlainDate.from(day);
  return `${date.day} ${textOf(t, `dates.month.${date.month}`)} ${date.year}`;
}

/**
 * A month as people write it: "September 2011", "Medi 2011".
 * @param month as Temporal has it or as "2011-09"
 * @param t the language
 * @returns the text; throws RangeError when the month is none
 */
export function showMonth(month: Temporal.PlainYearMonth | string, t: Translate): string {
  const { month: which, year } = Temporal.PlainYearMonth.from(month);
  return `${textOf(t, `dates.month.${which}`)} ${year}`;
}

/**
 * A day with its weekday: "Monday 23 November 2026", "Dydd Llun 23 Tachwedd 2026".
 * @param day the day
 * @param t the language
 * @returns the text; throws RangeError when the day is none
 */
export function showWeekday(day: ShownDay, t: Translate): string {
  const date = Temporal.PlainDate.from(day);
  return `${textOf(t, `dates.weekday.${date.dayOfWeek}`)} ${showDay(date, t)}`;
}

const inLondon = (at: ShownMoment) => londonTime(Temporal.Instant.from(at));

function clockFace({ hour, minute }: LondonTime, t: Translate): string {
  const time = minute === 0 ? `${hour % 12 || 12}` : `${hour % 12 || 12}:${String(minute).padStart(2, '0')}`;
  return t(hour < 12 ? 'dates.am' : 'dates.pm', { time });
}

// GOV.UK style: "12am" and "12pm" are read either way, so the two hours have words of their own.
function wordFor({ hour, minute }: LondonTime): 'midnight' | 'midday' | undefined {
  if (minute !== 0) return undefined;
  if (hour === 0) return 'midnight';
  return hour === 12 ? 'midday' : undefined;
}

/**
 * The hour of a moment in London: "2:05pm", "10am", "midday"; "2:05yp", "10yb", "canol dydd".
 * @param at the moment
 * @param t the language
 * @returns the text; throws RangeError when the moment is none
 */
export function showTime(at: ShownMoment, t: Translate): string {
  const time = inLondon(at);
  const word = wordFor(time);
  return word ? t(`dates.${word}`) : clockFace(time, t);
}

/**
 * A moment in London: "21 November 2026 at 2:05pm", "21 Tachwedd 2026 am 2:05yp".
 * @param at the moment
 * @param t the language
 * @returns the text; throws RangeError when the moment is none
 */
export function showMoment(at: ShownMoment, t: Translate): string {
  const time = inLondon(at);
  const day = showDay(time.day, t);
  const word = wordFor(time);
  if (word === 'midnight') return t('dates.atMidnight', { day });
  if (word === 'midday') return t('dates.atMidday', { day });
  return t('dates.at', { day, time: clockFace(time, t) });
}

/**
 * A number of days from today, as a clock reads them: "in 3 working days", "today", "2 days ago".
 * @param count how many days; below zero lies in the past
 * @param daysAre which days were counted
 * @param t the language
 * @param isLate whether the day is over, which the count does not tell on the weekend that follows a last working day
 * @returns the text
 */
export function showDaysLeft(
  count: number,
  daysAre: 'workingDays' | 'calendarDays',
  t: Translate,
  isLate = count < 0,
): string {
  const days = { count: Math.abs(count) };
  if (daysAre === 'workingDays') return t(isLate ? 'dates.workingDaysAgo' : 'dates.inWorkingDays', days);
  return t(isLate ? 'dates.daysAgo' : 'dates.inDays', days);
}
