import type { Translate } from '../../platform/language/index.ts';
import { dateProblems, readDate } from '../../platform/time/index.ts';
import { type Body, type FieldProblem, one } from '../../platform/web/index.ts';
import { dayProblem } from '../rules/ending-day.ts';

/** The three boxes as they were typed, or as they stand for today. */
export type DayTyped = { day: string; month: string; year: string };

/** The boxes filled with a day. */
export function dayTyped(day: Temporal.PlainDate): DayTyped {
  return { day: String(day.day), month: String(day.month), year: String(day.year) };
}

/** What was typed into the boxes `on-day`, `on-month`, `on-year`. */
export function typedDay(body: Body): DayTyped {
  return { day: one(body, 'on-day'), month: one(body, 'on-month'), year: one(body, 'on-year') };
}

/** Reads a day on which something begins or ends: today or later, and not years ahead. */
export function readDay(
  t: Translate,
  body: Body,
  today: Temporal.PlainDate,
): { day: Temporal.PlainDate } | { problems: FieldProblem[] } {
  const read = readDate(typedDay(body));
  if ('problem' in read) {
    const text = t(dateProblems[read.problem], { what: t('people.day.what') });
    return { problems: [{ field: `on-${read.parts[0] ?? 'day'}`, text }] };
  }
  const problem = dayProblem(read.date, today);
  if (problem) return { problems: [{ field: 'on-day', text: t(`people.day.${problem}`) }] };
  return { day: read.date };
}
