import type { TextKey, Translate } from '../../platform/language/index.ts';
import {
  type Body,
  type DayBoxes,
  type FieldProblem,
  isStorable,
  one,
  readDay,
} from '../../platform/web/index.ts';

/** What a form of the register was sent with, kept for the page that comes back. */
export type Typed = {
  texts: Record<string, string>;
  days: Record<string, DayBoxes>;
  problems: FieldProblem[];
};

const longest = 2000;

/**
 * Reads the days and texts of a form. A day may be left empty; what is typed has to be a day.
 * @param days each field with the name that a sentence gives it
 */
export function readTyped(
  body: Body,
  { days, texts }: { days: Readonly<Record<string, TextKey>>; texts: readonly string[] },
  t: Translate,
): Typed & { read: Record<string, string | null> } {
  const typed: Typed = { texts: {}, days: {}, problems: [] };
  const read: Record<string, string | null> = {};
  for (const [field, what] of Object.entries(days)) {
    const date = readDay(body, field, { what, t });
    typed.days[field] = date.typed;
    read[field] = date.ok ? date.day.toString() : null;
    if (!date.ok && !date.isEmpty) typed.problems.push(date.problem);
  }
  for (const field of texts) {
    const text = one(body, field);
    typed.texts[field] = text;
    if (!isStorable(text)) typed.problems.push({ field, text: t('platform.problem.unstorable') });
    else if (text.length > longest)
      typed.problems.push({ field, text: t('register.refusal.text', { max: longest }) });
  }
  return { ...typed, read };
}
