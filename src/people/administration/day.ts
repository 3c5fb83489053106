import type { Translate } from '../../platform/language/index.ts';
import { type Body, type FieldProblem, readDay } from '../../platform/web/index.ts';
import { dayProblem } from '../rules/ending-day.ts';

/** The name of the boxes in which such a day is typed. */
export const dayField = 'on';

/** Reads a day on which something begins or ends: today or later, and not years ahead. */
export function readComingDay(
  t: Translate,
  body: Body,
  today: Temporal.PlainDate,
): { day: Temporal.PlainDate } | { problems: FieldProblem[] } {
  const read = readDay(body, dayField, { what: 'people.day.what', t });
  if (!read.ok) return { problems: [read.problem] };
  const problem = dayProblem(read.day, today);
  if (problem) return { problems: [{ field: `${dayField}-day`, text: t(`people.day.${problem}`) }] };
  return { day: read.day };
}
