import type { TextKey } from '../../../platform/language/index.ts';
import type { DatedRule } from '../../../platform/time/index.ts';
import type { Day, LibertyConditions, TribunalCase } from './facts.ts';
import type { KnownFacts } from './known.ts';
import { type CaseOn, lawOn } from './law.ts';
import { type CaseClock, day, daysFrom, isThere, laterOf, type Window } from './reading.ts';
import type { Discharged, InHospital } from './standing.ts';
import type { WindowRule } from './tribunal-rules.ts';

/**
 * The day after a period of months that begins with a day. Where the last month has no such day, the period ends
 * with that month: twelve months beginning with 29 February 2024 end on 28 February 2025.
 */
export function dayAfterMonths(beginning: Temporal.PlainDate, months: number): Temporal.PlainDate {
  const same = beginning.add({ months });
  return same.day === beginning.day ? same : same.add({ days: 1 });
}

/**
 * The windows of a rule, in order, one after the other without a gap.
 * @param base the day with which the first period begins
 * @param rule the months; a right that is given once has one window
 * @param index which window, from 0
 * @returns the window, or undefined after the only one
 */
export function windowAt(base: Temporal.PlainDate, rule: WindowRule, index: number): Window | undefined {
  const { opensAfterMonths, closesAfterMonths, thenEveryMonths } = rule;
  const lastDay = (months: number) => dayAfterMonths(base, months).subtract({ days: 1 });
  if (index === 0) {
    return { from: dayAfterMonths(base, opensAfterMonths), until: lastDay(closesAfterMonths) };
  }
  if (thenEveryMonths === undefined) return undefined;
  const before = closesAfterMonths + (index - 1) * thenEveryMonths;
  return { from: dayAfterMonths(base, before), until: lastDay(before + thenEveryMonths) };
}

// Section 77(2): one application in a period, and one that was withdrawn is disregarded.
function hasApplied(window: Window, cases: readonly TribunalCase[]): boolean {
  const [from, until] = [window.from.toString(), window.until.toString()];
  return cases.some(
    ({ kind, madeOn, withdrawnOn }) =>
      kind === 'application' && withdrawnOn === undefined && from <= madeOn && madeOn <= until,
  );
}

type Right = {
  readonly rule: DatedRule<WindowRule>;
  readonly base: Temporal.PlainDate;
  readonly why: TextKey;
};

function nextWindow(right: Right, facts: KnownFacts, today: Temporal.PlainDate): Window | undefined {
  const windowOf = (index: number) => windowAt(right.base, right.rule.value, index);
  const isGone = (window: Window) =>
    daysFrom(today, window.until) < 0 || hasApplied(window, facts.tribunalCases);
  let index = 0;
  let window = windowOf(index);
  while (window && isGone(window)) {
    index += 1;
    window = windowOf(index);
  }
  return window;
}

function readRight(right: Right, { facts, today }: CaseOn): CaseClock | undefined {
  const { rule, base, why } = right;
  const window = nextWindow(right, facts, today);
  if (!window) return undefined;
  const { id, version, source } = rule;
  const soonOn = window.until.subtract({ days: rule.value.closingSoonWithin });
  const counted = { id, version, source, why, startedOn: base, due: window.until, soonOn, window };
  const toOpening = daysFrom(today, window.from);
  if (toOpening > 0)
    return { ...counted, state: 'not open yet', daysLeft: toOpening, daysAre: 'calendarDays' };
  const daysLeft = daysFrom(today, window.until);
  const state = daysLeft <= rule.value.closingSoonWithin ? 'closing soon' : 'open';
  return { ...counted, state, daysLeft, daysAre: 'calendarDays' };
}

/**
 * When somebody detained may apply to the tribunal: once between six and twelve months after the order, direction
 * or return on recall, then once in every twelve months; a transferred prisoner once in the first six months too.
 * Source: Mental Health Act 1983, sections 69(2), 70, 75(1)(b) and 77(2).
 */
export function windowsInHospital(standing: InHospital, at: CaseOn): CaseClock[] {
  const why = standing.by === 'recall' ? 'clocks.why.recall' : 'clocks.why.order';
  const base = day(standing.on);
  const ordinary = lawOn(at.law.windows, 'window-in-hospital', at.today);
  const early = lawOn(at.law.windows, 'window-first-six-months', at.today);
  // Section 75(1)(b) gives a recalled person section 70 and not section 69.
  return [standing.by === 'order' ? early : undefined, ordinary]
    .filter(isThere)
    .filter(({ value }) => value.kinds.includes(standing.authority.kind))
    .map(rule => readRight({ rule, base, why }, at))
    .filter(isThere);
}

// Conditions written anew without a day between them are one deprivation of liberty.
const backTo = (since: Day, { fromOn, untilOn }: LibertyConditions): Day =>
  fromOn < since && (untilOn === undefined || untilOn >= since) ? fromOn : since;

/** The conditions that deprive somebody of liberty today, if there are any; those of an earlier discharge are not. */
export function libertyConditionsOn(
  { on }: Discharged,
  conditions: readonly LibertyConditions[],
): { readonly since?: Day; readonly endedOn?: Day } {
  const ofThisDischarge = conditions.filter(({ untilOn }) => untilOn === undefined || untilOn > on);
  const newestFirst = ofThisDischarge.toSorted((one, other) => other.fromOn.localeCompare(one.fromOn));
  const current = newestFirst.find(({ untilOn }) => untilOn === undefined);
  if (current) return { since: laterOf(on, newestFirst.reduce(backTo, current.fromOn)) };
  const ended = ofThisDischarge.map(({ untilOn }) => untilOn).filter(isThere);
  return ended.length > 0 ? { endedOn: ended.reduce(laterOf) } : {};
}

function rightOnDischarge(standing: Discharged, { facts, law, today }: CaseOn): Right | undefined {
  const { since, endedOn } = libertyConditionsOn(standing, facts.libertyConditions);
  const deprived = lawOn(law.windows, 'window-deprived-of-liberty', today);
  if (since !== undefined && deprived) return { rule: deprived, base: day(since), why: 'clocks.why.liberty' };
  const rule = lawOn(law.windows, 'window-discharged', today);
  if (!rule) return undefined;
  if (endedOn !== undefined && rule.value.restartsAfterLiberty) {
    return { rule, base: day(endedOn), why: 'clocks.why.libertyEnded' };
  }
  return { rule, base: day(standing.on), why: 'clocks.why.discharge' };
}

/**
 * When somebody conditionally discharged may apply: between one and two years after the discharge, or after
 * conditions that deprived them of liberty ended, then once in every two years; while there are such conditions,
 * between six and twelve months after they began, then once in every two years.
 * Source: Mental Health Act 1983, section 75(2), as changed by section 30(2) of the Mental Health Act 2025.
 */
export function windowOnDischarge(standing: Discharged, at: CaseOn): CaseClock[] {
  const right = rightOnDischarge(standing, at);
  return right ? [readRight(right, at)].filter(isThere) : [];
}
