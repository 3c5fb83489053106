import type { TextKey, Translate } from '../../platform/language/index.ts';
import { type Body, type ReadDay, readDay } from '../../platform/web/index.ts';

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
  const read = readDay(body, field, { what, t });
  if (!read.ok || Temporal.PlainDate.compare(read.day, today) <= 0) return read;
  const problem = { field: `${field}-day`, text: t('forms.error.futureDate', { what: t(what) }) };
  return { ok: false, isEmpty: false, problem, typed: read.typed };
}
