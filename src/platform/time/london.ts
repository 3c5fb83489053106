import { dayNumbered } from './day-number.ts';

/** The time zone of every day and hour that is shown or counted: that of the courts and hospitals. */
export const zone = 'Europe/London';

/** What calendar and clock in London say at a moment. */
export type LondonTime = {
  readonly day: Temporal.PlainDate;
  readonly hour: number;
  readonly minute: number;
};

const msPerHour = 3_600_000;
const msPerDay = 24 * msPerHour;
const msPerMinute = 60_000;

/** Clocks are put forward and back on the hour, so an hour has one offset; a page asks for few hours, many times. */
const offsets = new Map<number, number>();
const mostKept = 20_000;

function offsetAt(at: Temporal.Instant): number {
  const hour = Math.floor(at.epochMilliseconds / msPerHour);
  const known = offsets.get(hour);
  if (known !== undefined) return known;
  if (offsets.size >= mostKept) offsets.clear();
  const offset = at.toZonedDateTimeISO(zone).offsetNanoseconds / 1e6;
  offsets.set(hour, offset);
  return offset;
}

/**
 * The day and the time of day in London at a moment.
 * @param at the moment
 * @returns its calendar day, its hour from 0 to 23 and its minute
 */
export function londonTime(at: Temporal.Instant): LondonTime {
  const local = at.epochMilliseconds + offsetAt(at);
  const number = Math.floor(local / msPerDay);
  const rest = local - number * msPerDay;
  return {
    day: dayNumbered(number),
    hour: Math.floor(rest / msPerHour),
    minute: Math.floor((rest % msPerHour) / msPerMinute),
  };
}
