import type { Translate } from '../../platform/language/index.ts';
import { type Field, readFields } from '../../platform/small-forms/index.ts';
import { showDay } from '../../platform/time/index.ts';
import type { Body } from '../../platform/web/index.ts';

const longest = 4000;

/** That a report will be late. */
export const lateFields: readonly Field[] = [
  { kind: 'day', name: 'expected', label: 'reporting.expected', hint: 'reporting.expectedHint' },
  { kind: 'text', name: 'reason', label: 'reporting.lateWhy', need: 'reporting.problem.lateWhy', longest },
];

// Three months is the interval of the form; how long it may become is the section's to say, a year at most.
const months = ['3', '4', '6', '12'] as const;

/** How often reports come from now on. */
export const intervalFields: readonly Field[] = [
  {
    ...{ kind: 'one', name: 'months', label: 'reporting.months', need: 'reporting.problem.months' },
    choices: months.map(value => ({ value, text: `reporting.months.${value}` as const })),
  },
  {
    ...{ kind: 'text', name: 'reason', label: 'reporting.intervalWhy', hint: 'reporting.intervalHint' },
    ...{ need: 'reporting.problem.intervalWhy', longest },
  },
];

/** Reads a notice; the day by which the report will come lies after the day it is due and is not past. */
export function readLate(
  body: Body,
  { dueOn, today }: { dueOn: string; today: Temporal.PlainDate },
  t: Translate,
) {
  const { problems, days, ...typed } = readFields(lateFields, body, t);
  const { expected } = days;
  const isEarly = expected !== undefined && (expected <= dueOn || expected < today.toString());
  const early = { field: 'expected-day', text: t('reporting.problem.early', { day: showDay(dueOn, t) }) };
  return {
    ...{ typed, expectedOn: expected ?? '', reason: (typed.texts.reason ?? '').trim() },
    problems: isEarly ? [...problems, early] : problems,
  };
}

/** Reads an agreement. */
export function readInterval(body: Body, t: Translate) {
  const { problems, texts, lists } = readFields(intervalFields, body, t);
  return {
    ...{ typed: { texts, lists }, problems },
    ...{ months: Number(texts.months), reason: (texts.reason ?? '').trim() },
  };
}
