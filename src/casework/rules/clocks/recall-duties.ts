import type { TextKey } from '../../../platform/language/index.ts';
import type { DatedRule } from '../../../platform/time/index.ts';
import type { RecallDuty, Within } from '../recall/duties.ts';
import type { LeftDuty } from './facts.ts';
import { type CaseOn, lawOn } from './law.ts';
import { type CaseClock, day, readPeriod, readUntil } from './reading.ts';

/** The clock of each thing that a recall leaves to be done. */
export const clockOfDuty = {
  'told briefly': 'recall-told',
  'full reasons': 'recall-reasons',
  'medical evidence': 'recall-evidence',
  review: 'recall-review',
  'ask for words': 'recall-asking',
  'answer words': 'recall-answer',
} as const satisfies Record<RecallDuty, string>;

/** Every one of them: hours and few days, so that reminders come sooner, and on any day. */
export const recallClocks: readonly string[] = Object.values(clockOfDuty);

/** To which document the clock of a duty belongs; undefined for any other clock. */
export function documentOfDuty({ kind, of }: { readonly kind: string; readonly of: string }) {
  return recallClocks.includes(kind) ? Number(of.split('/')[0]) : undefined;
}

const soonWithin = (within: Exclude<Within, { workingDays: number }>) =>
  'hours' in within ? 1 : Math.min(2, within.days);

type OfDuty = {
  readonly of: string;
  readonly startedOn: Temporal.PlainDate;
  readonly doneOn: string | undefined;
  readonly why: TextKey;
};

function read(rule: DatedRule<Within>, { left, counted }: { left: LeftDuty; counted: OfDuty }, at: CaseOn) {
  const within = rule.value;
  if (!('workingDays' in within)) {
    const due = day(left.dueOn);
    return readUntil({ rule, ...counted, due, dueSoonWithin: soonWithin(within) }, at.today);
  }
  const count = within.workingDays;
  const period = {
    unit: 'workingDays',
    count,
    dueSoonWithin: Math.min(1, count - 1),
    mayPause: false,
  } as const;
  return readPeriod({ ...counted, rule: { ...rule, value: period } }, at.today);
}

/**
 * Something that a recall left to be done: the person told at once and given full reasons, evidence that an emergency
 * left out, a second reader of what one person did alone, words asked for and answered.
 * Source: the rule of each in recall/duties.ts, as it was in force on the day of the warrant. None can be paused.
 */
export function recallDuty(left: LeftDuty, at: CaseOn): CaseClock[] {
  const startedOn = day(left.leftOn);
  const rule = lawOn(at.law.recall, left.duty, startedOn);
  if (!rule) return [];
  const why = left.duty === 'answer words' ? 'clocks.why.saidAfterwards' : 'clocks.why.warrant';
  const counted = { of: left.id, startedOn, doneOn: left.metOn, why } as const;
  return [read({ ...rule, id: clockOfDuty[left.duty] }, { left, counted }, at)];
}
