import { londonTime, zone } from './london.ts';

/** Where the hour is read. Rules never take one: they take the day as an argument. */
export type Clock = { readonly now: () => Temporal.Instant };

/** A clock for tests and demonstrations, which stands still until it is moved. */
export type FixedClock = Clock & {
  readonly moveTo: (instantText: string) => void;
  readonly moveBy: (duration: Temporal.DurationLike | string) => void;
};

/** The clock of the machine. */
export const systemClock: Clock = { now: () => Temporal.Now.instant() };

/**
 * A clock that stands at one moment.
 * @param instantText a moment with its offset, such as "2026-11-21T14:05:00Z"
 * @returns the clock; throws RangeError when the text is no moment
 */
export function fixedClock(instantText: string): FixedClock {
  let at = Temporal.Instant.from(instantText);
  return {
    now: () => at,
    moveTo: text => {
      at = Temporal.Instant.from(text);
    },
    // By the London calendar, so that "one day on" keeps the hour when the clocks change.
    moveBy: duration => {
      at = at.toZonedDateTimeISO(zone).add(duration).toInstant();
    },
  };
}

/**
 * The day in London at a moment.
 * @param at the moment
 * @returns its calendar day
 */
export function dayOf(at: Temporal.Instant): Temporal.PlainDate {
  return londonTime(at).day;
}

/**
 * Today in London: between midnight and one o'clock in summer this is a day later than in UTC.
 * @param clock where the hour is read
 * @returns the calendar day
 */
export function todayIn(clock: Clock): Temporal.PlainDate {
  return dayOf(clock.now());
}
