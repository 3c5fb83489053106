import type { TextKey } from '../../../platform/language/index.ts';
import {
  addWorkingDays,
  type ClockPause,
  type ClockRule,
  type ClockState,
  clockStates,
  type DatedRule,
  type RuleSource,
  readClock,
} from '../../../platform/time/index.ts';
import { dueAfterPause, keptDecision } from '../clocks.ts';
import type { Day } from './facts.ts';

/** The states of a case clock: those of every clock, those of a right, and that of law without a day yet. */
export const caseClockStates = {
  ...clockStates,
  'not open yet': { text: 'clocks.state.notOpenYet', colour: 'grey' },
  open: { text: 'clocks.state.open', colour: 'green' },
  'closing soon': { text: 'clocks.state.closingSoon', colour: 'yellow' },
  'not in force': { text: 'clocks.state.notInForce', colour: 'grey' },
} as const satisfies Record<string, { text: TextKey; colour: string }>;

export type CaseClockState = keyof typeof caseClockStates;

/** A time in which a person may apply; both days belong to it. */
export type Window = { readonly from: Temporal.PlainDate; readonly until: Temporal.PlainDate };

export type CaseClock = {
  readonly id: string;
  readonly version: string;
  readonly source: RuleSource;
  /** Which tribunal case, request or application it belongs to, where there may be several. */
  readonly of?: string;
  /** The event from which it is counted; that day itself does not count. */
  readonly startedOn: Temporal.PlainDate;
  /** The last day in time; of a right, the last day to use it. */
  readonly due: Temporal.PlainDate;
  /** From this day on it is due soon, or a right closes soon. */
  readonly soonOn: Temporal.PlainDate;
  readonly window?: Window;
  readonly state: CaseClockState;
  /** To the due day, or to the day on which a right opens; below zero, how late. */
  readonly daysLeft: number;
  readonly daysAre: 'workingDays' | 'calendarDays';
  /** What it is counted from, as a sentence. */
  readonly why: TextKey;
  readonly pause?: ClockPause;
  /** Somebody said that it will be late, and until when. */
  readonly willBeLate?: { readonly toldOn: Temporal.PlainDate; readonly expectedOn: Temporal.PlainDate };
};

export const day = (text: Day): Temporal.PlainDate => Temporal.PlainDate.from(text);

const ruleOf = ({ id, version, source }: DatedRule<unknown>) => ({ id, version, source });

export const isThere = <T>(value: T | undefined): value is T => value !== undefined;

export const laterOf = (one: Day, other: Day): Day => (one < other ? other : one);

export const daysFrom = (from: Temporal.PlainDate, to: Temporal.PlainDate): number => from.until(to).days;

type Counted = {
  readonly rule: DatedRule<unknown>;
  readonly why: TextKey;
  readonly startedOn: Temporal.PlainDate;
  readonly of?: string;
  readonly doneOn?: Day | undefined;
};

type UntilDay = Counted & { readonly due: Temporal.PlainDate; readonly dueSoonWithin: number };

function stateOf(daysLeft: number, dueSoonWithin: number): ClockState {
  if (daysLeft < 0) return 'overdue';
  return daysLeft <= dueSoonWithin ? 'due soon' : 'running';
}

/** Reads a clock whose last day is known: in calendar days, never paused. */
export function readUntil(
  { rule, due, dueSoonWithin, doneOn, ...counted }: UntilDay,
  today: Temporal.PlainDate,
): CaseClock {
  const daysLeft = daysFrom(doneOn === undefined ? today : day(doneOn), due);
  const state = doneOn === undefined ? stateOf(daysLeft, dueSoonWithin) : 'stopped';
  const soonOn = due.subtract({ days: dueSoonWithin });
  return { ...ruleOf(rule), ...counted, due, soonOn, state, daysLeft, daysAre: 'calendarDays' };
}

type Period = Counted & { readonly rule: DatedRule<ClockRule> };

/** Reads a clock that runs for a period from an event, without a pause. */
export function readPeriod({ rule, doneOn, ...counted }: Period, today: Temporal.PlainDate): CaseClock {
  const clock = {
    start: counted.startedOn,
    rule: rule.value,
    pauses: [],
    ...(doneOn !== undefined && { stoppedOn: day(doneOn) }),
  };
  const reading = readClock(clock, today);
  return { ...ruleOf(rule), ...counted, ...reading, soonOn: soonBefore(reading.due, rule.value) };
}

type Kept = Period & {
  readonly dueOn: Temporal.PlainDate;
  readonly pausedOn?: Day | undefined;
  readonly whyPaused: TextKey;
};

/** Reads a decision clock, whose day its document keeps. While it stands still that day moves away with each day. */
export function readDecision(
  { rule, doneOn, dueOn, pausedOn, whyPaused, ...counted }: Kept,
  today: Temporal.PlainDate,
): CaseClock {
  const pause = pausedOn === undefined ? undefined : { reason: whyPaused, from: day(pausedOn) };
  const due = pause ? dueAfterPause(dueOn, pause.from, today) : dueOn;
  const kept = { dueOn: dueOn.toString(), pausedOn: pausedOn ?? null, isOver: doneOn !== undefined };
  const { daysLeft, ...read } = keptDecision(kept, rule.value.dueSoonWithin, today);
  // What was late before it stood still stays late.
  const isLate = read.state === 'paused' && Temporal.PlainDate.compare(due, today) < 0;
  const state = isLate ? 'overdue' : read.state;
  const reading = {
    due,
    daysLeft,
    state,
    soonOn: soonBefore(due, rule.value),
    daysAre: 'workingDays',
  } as const;
  return { ...ruleOf(rule), ...counted, ...reading, ...(pause && { pause }) };
}

// A period of working days ends on one, so that the working days before it can be counted back.
const soonBefore = (due: Temporal.PlainDate, { unit, dueSoonWithin }: ClockRule): Temporal.PlainDate =>
  unit === 'workingDays' ? addWorkingDays(due, -dueSoonWithin) : due.subtract({ days: dueSoonWithin });
