import type { TextKey, Translate } from '../../platform/language/index.ts';
import { dateProblems, readDate } from '../../platform/time/index.ts';
import { type Body, type FieldProblem, one } from '../../platform/web/index.ts';

/** A date as it was typed into its three boxes, for the page that comes back. */
export type TypedDay = { day: string; month: string; year: string };

/** A day that was read, or the problem with it; and always what was typed. */
export type ReadDay =
  | { ok: true; day: Temporal.PlainDate; typed: TypedDay }
  | { ok: false; problem: FieldProblem; typed: TypedDay };

/**
 * Reads a day that has to be there and may not lie in the future.
 * @param body the form
 * @param field the name of the three boxes, such as "on" for "on-day", "on-month" and "on-year"
 * @param asking what the date is called in a sentence, today, and the language
 */
export function readPastDay(
  body: Body,
  field: string,
  { what, today, t }: { what: TextKey; today: Temporal.PlainDate; t: Translate },
): ReadDay {
  const typed = {
    day: one(body, `${field}-day`).slice(0, 20),
    month: one(body, `${field}-month`).slice(0, 20),
    year: one(body, `${field}-year`).slice(0, 20),
  };
  const name = t(what);
  const read = readDate(typed);
  if ('problem' in read) {
    const text = t(dateProblems[read.problem], { what: name });
    return { ok: false, problem: { field: `${field}-${read.parts[0] ?? 'day'}`, text }, typed };
  }
  if (Temporal.PlainDate.compare(read.date, today) > 0) {
    const text = t('forms.error.futureDate', { what: name });
    return { ok: false, problem: { field: `${field}-day`, text }, typed };
  }
  return { ok: true, day: read.date, typed };
}

/** A day as its three boxes hold it. */
export function typedDay(day: Temporal.PlainDate): TypedDay {
  return { day: String(day.day), month: String(day.month), year: String(day.year) };
}
