import { workingDaysLeft } from '../clocks.ts';
import { clockWork, type Ower } from './clock-work.ts';
import type { Day } from './facts.ts';
import { type CaseClock, type CaseClockState, daysFrom } from './reading.ts';

/** A clock as its row keeps it: everything that does not change from day to day. */
export type KeptClock = {
  readonly kind: string;
  /** Which tribunal case, request or application it belongs to; empty where there is only one. */
  readonly of: string;
  readonly startedOn: Day;
  readonly dueOn: Day;
  readonly soonOn: Day;
  /** The day on which a right opens; null for everything that is due. */
  readonly opensOn: Day | null;
  readonly workingDays: boolean;
  readonly pausedOn: Day | null;
  readonly pauseReason: string | null;
  /** The days that are left while it stands still. */
  readonly pausedLeft: number | null;
  /** Somebody said that it will be late: until when, and when they said so. */
  readonly expectedOn: Day | null;
  readonly toldOn: Day | null;
  /** False while the law it rests on is enacted and has no day yet. */
  readonly inForce: boolean;
  readonly owedBy: Ower;
  readonly rank: number;
  readonly why: string;
  readonly ruleVersion: string;
  readonly source: string;
};

const textOf = (day: Temporal.PlainDate | undefined): Day | null => day?.toString() ?? null;

/**
 * What is kept of a clock that was read.
 * @param clock as clocksOf gave it
 * @param today the day of reading, whose scheme of work counts
 * @returns the row, or undefined for a clock that has stopped; throws RuleProblem for one that nobody owes
 */
export function keptClock(clock: CaseClock, today: Temporal.PlainDate): KeptClock | undefined {
  if (clock.state === 'stopped') return undefined;
  const { owedBy, rank } = clockWork(clock.id, today);
  return {
    ...{ kind: clock.id, of: clock.of ?? '', owedBy, rank, why: clock.why },
    ...{ startedOn: clock.startedOn.toString(), dueOn: clock.due.toString() },
    ...{ soonOn: clock.soonOn.toString(), opensOn: textOf(clock.window?.from) },
    ...{ workingDays: clock.daysAre === 'workingDays', inForce: clock.state !== 'not in force' },
    ...{ pausedOn: textOf(clock.pause?.from), pauseReason: clock.pause?.reason ?? null },
    pausedLeft: clock.state === 'paused' ? clock.daysLeft : null,
    ...{ expectedOn: textOf(clock.willBeLate?.expectedOn), toldOn: textOf(clock.willBeLate?.toldOn) },
    ...{ ruleVersion: clock.version, source: sourceOf(clock) },
  };
}

const sourceOf = ({ source: { name, reference } }: CaseClock) => (reference ? `${name}, ${reference}` : name);

type Read = Pick<
  KeptClock,
  'dueOn' | 'soonOn' | 'opensOn' | 'workingDays' | 'pausedOn' | 'pausedLeft' | 'inForce'
>;

/**
 * The state of a kept clock on a day. Days as text compare as the days do.
 * @param kept the row; one that is paused has to have been counted on that day
 * @param today the day of reading
 */
export function keptState(
  { dueOn, soonOn, opensOn, pausedOn, inForce }: Omit<Read, 'workingDays' | 'pausedLeft'>,
  today: Day,
): Exclude<CaseClockState, 'stopped'> {
  if (!inForce) return 'not in force';
  if (opensOn !== null) {
    if (today < opensOn) return 'not open yet';
    return today < soonOn ? 'open' : 'closing soon';
  }
  if (dueOn < today) return 'overdue';
  if (pausedOn !== null) return 'paused';
  return today < soonOn ? 'running' : 'due soon';
}

/**
 * The days that are left of a kept clock: to its due day, or to the day on which a right opens; below zero, how late.
 * @param kept the row
 * @param today the day of reading
 */
export function keptDaysLeft(
  { dueOn, opensOn, workingDays, pausedLeft }: Read,
  today: Temporal.PlainDate,
): number {
  if (pausedLeft !== null) return pausedLeft;
  const isWaiting = opensOn !== null && today.toString() < opensOn;
  const to = Temporal.PlainDate.from(isWaiting ? opensOn : dueOn);
  return workingDays ? workingDaysLeft(today, to) : daysFrom(today, to);
}
