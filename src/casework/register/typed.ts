import type { TextKey, Translate } from '../../platform/language/index.ts';
import { dateProblems, readDate } from '../../platform/time/index.ts';
import { type Body, type FieldProblem, isStorable, one } from '../../platform/web/index.ts';

/** What a form of the register was sent with, kept for the page that comes back. */
export type Typed = {
  texts: Record<string, string>;
  days: Record<string, TypedDay>;
  problems: FieldProblem[];
};
export type TypedDay = { day: string; month: string; year: string };

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
    const boxes = boxesOf(body, field);
    typed.days[field] = boxes;
    const date = readDate(boxes);
    read[field] = 'date' in date ? date.date.toString() : null;
    if ('date' in date || date.problem === 'missing') continue;
    const box = `${field}-${date.parts[0] ?? 'day'}`;
    typed.problems.push({ field: box, text: t(dateProblems[date.problem], { what: t(what) }) });
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

/** What was typed, cut where nobody types on. */
function boxesOf(body: Body, field: string): TypedDay {
  const box = (part: string) => one(body, `${field}-${part}`).slice(0, 20);
  return { day: box('day'), month: box('month'), year: box('year') };
}

/** A day as its three boxes hold it; empty boxes for none. */
export function boxesFor(day: string | null): TypedDay {
  if (day === null) return { day: '', month: '', year: '' };
  const [year = '', month = '', date = ''] = day.split('-');
  return { day: String(Number(date)), month: String(Number(month)), year };
}
