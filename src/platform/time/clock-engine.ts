import type { ClockState } from './clock-states.ts';
import { dayNumbered, numberOf } from './day-number.ts';
import { isWorkingNumber } from './working-days.ts';

export type ClockUnit = 'workingDays' | 'calendarDays' | 'weeks' | 'months' | 'anniversary';

/** How long a clock runs, and how it behaves. An anniversary of 2 is the second one after the start. */
export type ClockRule = {
  readonly unit: ClockUnit;
  readonly count: number;
  /** “Due soon” is shown from this many days before the end: working days for a clock that counts those. */
  readonly dueSoonWithin: number;
  /** Most periods set by statute cannot be paused by anybody. */
  readonly mayPause: boolean;
  /** True where a period that would end on a weekend or holiday lasts until the next working day. */
  readonly endsOnWorkingDay?: boolean;
};

/** A time that does not count, from its first day until the day on which the clock runs again. */
export type ClockPause = {
  readonly reason: string;
  readonly from: Temporal.PlainDate;
  readonly until?: Temporal.PlainDate;
};

export type StatutoryClock = {
  /** The day of the event. It is not counted: the first day is the day after. */
  readonly start: Temporal.PlainDate;
  readonly rule: ClockRule;
  readonly pauses?: readonly ClockPause[];
  readonly stoppedOn?: Temporal.PlainDate;
};

export type ClockReading = {
  /** The last day in time. While paused with no end: what it would be, running again tomorrow. */
  readonly due: Temporal.PlainDate;
  /** Days that count and are left after the day of reading; below zero, how many days late. */
  readonly daysLeft: number;
  readonly daysAre: 'workingDays' | 'calendarDays';
  readonly state: ClockState;
  readonly pause?: ClockPause;
};

/** A clock cannot be read as it is described. */
export class ClockProblem extends Error {
  override readonly name = 'ClockProblem';
}

// Inside this file days are numbers, and a span holds its first day and not its last.
type Span = { readonly from: number; readonly until: number; readonly pause: ClockPause };

// Periods of months end on the day of the same number, or on the last of a month that has no such day: Dodds v
// Walker [1981] 1 WLR 1027. The anniversary of 29 February is 28 February by the same reasoning.
const lengthOf: Record<Exclude<ClockUnit, 'workingDays'>, (count: number) => Temporal.DurationLike> = {
  calendarDays: days => ({ days }),
  weeks: weeks => ({ weeks }),
  months: months => ({ months }),
  anniversary: years => ({ years }),
};

function check({ rule, pauses = [] }: StatutoryClock): void {
  if (!Number.isInteger(rule.count) || rule.count < 1) {
    throw new ClockProblem(`A clock runs for a whole number of ${rule.unit}, and ${rule.count} is none.`);
  }
  if (pauses.length > 0 && !rule.mayPause) throw new ClockProblem('This clock cannot be paused.');
  for (const { reason, from, until } of pauses) {
    if (reason.trim() === '') throw new ClockProblem(`The pause from ${from} gives no reason.`);
    if (until && numberOf(until) < numberOf(from))
      throw new ClockProblem(`The pause from ${from} ends on ${until}.`);
  }
}

// The day of reading belongs to a pause that is still open, so that the days left stand still while it lasts.
// One that is to begin later, with no end in sight, does not count yet.
const spansAt = (pauses: readonly ClockPause[], day: number): readonly Span[] =>
  pauses.map(pause => ({
    from: numberOf(pause.from),
    until: pause.until ? numberOf(pause.until) : day + 1,
    pause,
  }));

const pauseOn = (spans: readonly Span[], day: number) =>
  spans.find(({ from, until }) => day >= from && day < until)?.pause;

function daysToCount({ start, rule }: StatutoryClock): number {
  if (rule.unit === 'workingDays') return rule.count;
  return numberOf(start.add(lengthOf[rule.unit](rule.count))) - numberOf(start);
}

function dueOf(clock: StatutoryClock, counts: (day: number) => boolean): number {
  let day = numberOf(clock.start);
  for (let left = daysToCount(clock); left > 0; ) {
    day += 1;
    if (counts(day)) left -= 1;
  }
  while (clock.rule.endsOnWorkingDay && !isWorkingNumber(day)) day += 1;
  return day;
}

function countDays(from: number, to: number, counts: (day: number) => boolean): number {
  let count = 0;
  for (let day = from + 1; day <= to; day += 1) if (counts(day)) count += 1;
  return count;
}

type Facts = Pick<ClockReading, 'daysLeft' | 'pause'> & {
  isStopped: boolean;
  isLate: boolean;
  rule: ClockRule;
};

function stateOf({ isStopped, isLate, rule, daysLeft, pause }: Facts): ClockState {
  if (isStopped) return 'stopped';
  // A clock that had run out before somebody paused it stays overdue: a pause mends nothing backwards.
  if (isLate) return 'overdue';
  if (pause) return 'paused';
  return daysLeft <= rule.dueSoonWithin ? 'due soon' : 'running';
}

/**
 * Reads a statutory or policy clock: when it runs out, how long is left, and whether it runs, is paused or late.
 * The rule itself is law and comes as dated data from the room that owns it.
 * @param clock the start, the rule, the pauses and, once what was asked for has happened, the day it stopped
 * @param today the day of reading
 * @returns the reading; throws ClockProblem for a clock that cannot be right, RangeError outside the known years
 */
export function readClock(clock: StatutoryClock, today: Temporal.PlainDate): ClockReading {
  check(clock);
  const { rule, pauses = [], stoppedOn } = clock;
  const isStopped = stoppedOn !== undefined && Temporal.PlainDate.compare(stoppedOn, today) <= 0;
  // A stopped clock keeps showing what it showed on the day it stopped.
  const day = numberOf(isStopped ? stoppedOn : today);
  const spans = spansAt(pauses, day);
  const isOfUnit = rule.unit === 'workingDays' ? isWorkingNumber : () => true;
  const counts = (date: number) => isOfUnit(date) && !pauseOn(spans, date);
  const due = dueOf(clock, counts);
  const isLate = due < day;
  // Once it is late there is nothing left to pause, so every day of lateness counts.
  const daysLeft = isLate ? 0 - countDays(due, day, isOfUnit) : countDays(day, due, counts);
  const pause = pauseOn(spans, day);
  const state = stateOf({ isStopped, isLate, rule, daysLeft, ...(pause && { pause }) });
  const daysAre = rule.unit === 'workingDays' ? 'workingDays' : 'calendarDays';
  return { due: dayNumbered(due), daysLeft, daysAre, state, ...(pause && { pause }) };
}
