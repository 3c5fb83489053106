import {
  addWorkingDays,
  type ClockRule,
  type ClockState,
  type DatedRule,
  datedRules,
  ruleInForce,
  workingDaysBetween,
} from '../../platform/time/index.ts';
import { decisionRuleOf, decisionRules } from './clocks/decision-rules.ts';
import { type Asked, priorityFor } from './priority.ts';

/**
 * The clocks of a leave application. MHCS publishes targets (MHCS_Targets_19_20.pdf), but its figures could not
 * be found, so the time for a decision is our default until the section gives its own.
 */
export const leaveClocks = datedRules<ClockRule>([
  {
    id: 'leave-decision',
    version: '2024-1',
    source: {
      name: 'Ownwords default, to be replaced by the target days that MHCS publishes',
      mark: 'design',
    },
    inForceFrom: '2015-01-01',
    value: { unit: 'workingDays', count: 20, dueSoonWithin: 3, mayPause: true },
  },
  {
    // Gate LG-2: later than this, the form says, the application is likely to be rejected.
    id: 'leave-information',
    version: '2024-1',
    source: {
      name: 'Mental Health Casework Section, leave application for restricted patients, 2024 form',
      reference: 'notes on the first page',
      mark: 'seen in a copy',
    },
    inForceFrom: '2015-01-01',
    value: { unit: 'workingDays', count: 5, dueSoonWithin: 2, mayPause: false },
  },
]);

/** A day by which something is due, with the rule that set it, to be stored beside it. */
export type Due = { readonly on: Temporal.PlainDate; readonly rule: string };

const decisionLaw = datedRules<ClockRule>([...decisionRules, ...leaveClocks]);

const dueBy = ({ id, version, value }: DatedRule<ClockRule>, start: Temporal.PlainDate): Due => ({
  on: addWorkingDays(start, value.count),
  rule: `${id} ${version}`,
});

/**
 * By which rule a decision is due: that of the priority of what is asked for; what the triage does not place has the
 * longest time.
 * @param asked the kind of document and what it asks for
 * @param submittedOn the day on which it came in; throws RuleProblem when no rule was in force on it
 */
export function decisionRule(asked: Asked, submittedOn: Temporal.PlainDate): DatedRule<ClockRule> {
  return ruleInForce(decisionLaw, decisionRuleOf[priorityFor(asked, submittedOn)], submittedOn);
}

/**
 * When a decision is due.
 * @param asked the kind of document and what it asks for
 * @param submittedOn the day on which it came in; it is not counted
 */
export function decisionDue(asked: Asked, submittedOn: Temporal.PlainDate): Due {
  return dueBy(decisionRule(asked, submittedOn), submittedOn);
}

/**
 * Until when further information is awaited (gate LG-2).
 * @param askedOn the day on which MHCS asked; it is not counted
 */
export function informationDue(askedOn: Temporal.PlainDate): Due {
  return dueBy(ruleInForce(leaveClocks, 'leave-information', askedOn), askedOn);
}

/**
 * The day a decision is due once a paused clock runs again: the working days of the pause are added.
 * @param dueOn the day before the pause
 * @param pausedOn the first day that did not count
 * @param today the day on which the clock runs again
 */
export function dueAfterPause(
  dueOn: Temporal.PlainDate,
  pausedOn: Temporal.PlainDate,
  today: Temporal.PlainDate,
): Temporal.PlainDate {
  return addWorkingDays(dueOn, Math.max(0, workingDaysBetween(pausedOn, today)));
}

/** What an application keeps of its decision clock. Days are ISO days. */
export type KeptClock = {
  readonly dueOn: string | null;
  readonly pausedOn: string | null;
  readonly isOver: boolean;
};
export type DecisionClock = {
  readonly dueOn: Temporal.PlainDate;
  readonly daysLeft: number;
  readonly state: ClockState;
};

/**
 * Reads the decision clock from what the application keeps, so that lists of thousands need no recounting.
 * @param kept the day it is due, since when it is paused, and whether the decision was made
 * @param today the day of reading
 * @returns the reading, or undefined before submission
 */
export function decisionClock(kept: KeptClock, today: Temporal.PlainDate): DecisionClock | undefined {
  if (kept.dueOn === null) return undefined;
  return keptDecision({ ...kept, dueOn: kept.dueOn }, dueSoonWithin(today), today);
}

/**
 * The same of a decision that is due, by any rule.
 * @param kept the day it is due, since when it is paused, and whether the decision was made
 * @param soonWithin from how many working days before its end it is due soon
 * @param today the day of reading
 */
export function keptDecision(
  kept: KeptClock & { readonly dueOn: string },
  soonWithin: number,
  today: Temporal.PlainDate,
): DecisionClock {
  const dueOn = Temporal.PlainDate.from(kept.dueOn);
  const day = kept.pausedOn === null ? today : Temporal.PlainDate.from(kept.pausedOn);
  const daysLeft = workingDaysLeft(day, dueOn);
  const isLate = Temporal.PlainDate.compare(dueOn, today) < 0;
  return { dueOn, daysLeft, state: stateOf(kept, isLate, daysLeft <= soonWithin) };
}

/**
 * The working days that are left to a day; below zero, how late it is.
 * @param today the day of reading
 * @param dueOn the last day in time
 */
export function workingDaysLeft(today: Temporal.PlainDate, dueOn: Temporal.PlainDate): number {
  // Lateness is counted from the due day on, so that a weekend on which it is read counts for nothing.
  return Temporal.PlainDate.compare(dueOn, today) < 0
    ? 0 - workingDaysBetween(dueOn, today)
    : workingDaysBetween(today, dueOn);
}

function stateOf(kept: KeptClock, isLate: boolean, isSoon: boolean): ClockState {
  if (kept.isOver) return 'stopped';
  if (kept.pausedOn !== null) return 'paused';
  // Late from the day after, as every clock is: on a weekend too, though no working day has gone by.
  if (isLate) return 'overdue';
  return isSoon ? 'due soon' : 'running';
}

/**
 * From how many working days before its end a decision is due soon, by the rule of the day.
 * @param day the day of reading
 */
export function dueSoonWithin(day: Temporal.PlainDate): number {
  return ruleInForce(leaveClocks, 'leave-decision', day).value.dueSoonWithin;
}
