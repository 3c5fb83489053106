import { ClockProblem } from '../../../platform/time/index.ts';
import type { AgreedInterval, Day } from './facts.ts';
import { day, daysFrom, laterOf } from './reading.ts';
import type { ReportRule } from './report-rules.ts';

/** The days on which reports are due, in order; the 0th is the day from which they are counted. */
export type DueDays = (index: number) => Temporal.PlainDate;

/** Anniversaries of a day. Each is counted from the day itself, so that a leap day comes back every fourth year. */
export function anniversaries(start: Temporal.PlainDate, { everyMonths }: ReportRule): DueDays {
  return index => start.add({ months: everyMonths * index });
}

type Step = { readonly months: number; readonly interval: number };

// An agreement moves the due days that come after it: the new interval is counted from the last due day before it,
// and no day that has gone by becomes due backwards.
function nextStep(
  start: Temporal.PlainDate,
  { months, interval }: Step,
  agreed: readonly AgreedInterval[],
): Step {
  const dayAt = (count: number): Day => start.add({ months: count }).toString();
  let next: Step = { months: months + interval, interval };
  for (const agreement of agreed) {
    if (agreement.agreedOn < dayAt(months) || agreement.agreedOn >= dayAt(next.months)) continue;
    let reached = months + agreement.months;
    while (dayAt(reached) <= agreement.agreedOn) reached += agreement.months;
    next = { months: reached, interval: agreement.months };
  }
  return next;
}

/**
 * The due days of reports on a conditional discharge: the first within four weeks, then every so many months, all
 * counted from the discharge in whole months, so that the day of the month does not drift.
 * @param start the day of discharge
 * @param rule the intervals
 * @param agreed longer intervals that were agreed; throws ClockProblem for one that is no whole number of months
 */
export function dischargeDueDays(
  start: Temporal.PlainDate,
  rule: ReportRule,
  agreed: readonly AgreedInterval[],
): DueDays {
  for (const { months } of agreed) {
    if (!Number.isInteger(months) || months < 1) {
      throw new ClockProblem(`Reports come every whole number of months, and ${months} is none.`);
    }
  }
  const inOrder = agreed.toSorted((one, other) => one.agreedOn.localeCompare(other.agreedOn));
  const { firstWithinWeeks: weeks } = rule;
  const days = weeks === undefined ? [start] : [start, start.add({ weeks })];
  let last = weeks === undefined ? start : start.add({ weeks });
  let step: Step = { months: 0, interval: rule.everyMonths };
  return index => {
    let reached = days[index];
    while (reached === undefined) {
      step = nextStep(start, step, inOrder);
      const next = start.add({ months: step.months });
      // A month after 31 January is four weeks after it, when the first report is due already.
      if (Temporal.PlainDate.compare(next, last) > 0) {
        days.push(next);
        last = next;
      }
      reached = days[index];
    }
    return reached;
  };
}

const distance = (one: Temporal.PlainDate, other: Temporal.PlainDate) => Math.abs(daysFrom(one, other));

/** Which due day a day is nearest to; half way it is the later one. */
export function nearestDueDay(dueDays: DueDays, to: Temporal.PlainDate): number {
  let index = 0;
  while (distance(dueDays(index + 1), to) <= distance(dueDays(index), to)) index += 1;
  return index;
}

/**
 * Which due day a report answers: the one to which it came nearest. One that is due within some weeks may come in the
 * first days: only what came before those weeks, or on the day from which they are counted, is no answer to it.
 */
export function answeredDueDay(
  dueDays: DueDays,
  on: Temporal.PlainDate,
  { firstWithinWeeks }: ReportRule,
): number {
  const nearest = nearestDueDay(dueDays, on);
  const isEarly = nearest === 0 && Temporal.PlainDate.compare(on, dueDays(0)) > 0;
  return isEarly && firstWithinWeeks !== undefined ? 1 : nearest;
}

type Answered = {
  readonly rule: ReportRule;
  readonly answers: readonly Day[];
  readonly knownSince: Day | undefined;
};

/**
 * The due day that waits for its report: the first after the last one that was answered. A gap before an answered
 * day is history and no clock.
 * @param dueDays the due days
 * @param answered by which rule, the days that reports answer or came on, and from when reports are known at all
 */
export function waitingDueDay(dueDays: DueDays, { rule, answers, knownSince }: Answered): Temporal.PlainDate {
  const last = answers.reduce(laterOf, dueDays(0).toString());
  let index = answeredDueDay(dueDays, day(last), rule) + 1;
  while (knownSince !== undefined && dueDays(index).toString() < knownSince) index += 1;
  return dueDays(index);
}
