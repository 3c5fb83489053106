import { type TextKey, type Translate, withoutMarkBeforeColon } from '../language/index.ts';
import { dateProblems, readDate } from '../time/index.ts';
import { type Body, type FieldProblem, one } from './body.ts';

/** What stands in the three boxes of a day. */
export type DayBoxes = { day: string; month: string; year: string };

/** A day that was read, or the problem with it; and always what was typed. */
export type ReadDay =
  | { ok: true; day: Temporal.PlainDate; typed: DayBoxes }
  | { ok: false; isEmpty: boolean; problem: FieldProblem; typed: DayBoxes };

/** More than the longest name of a month in either language, with blanks. */
const longest = 20;

/** Boxes in which nothing stands. */
export const emptyBoxes: Readonly<DayBoxes> = { day: '', month: '', year: '' };

/** A day as its boxes hold it, from Temporal or as "2026-11-21"; empty boxes for none. */
export function boxesOf(day: Temporal.PlainDate | string | null): DayBoxes {
  if (day === null) return { ...emptyBoxes };
  const date = Temporal.PlainDate.from(day);
  return { day: String(date.day), month: String(date.month), year: String(date.year) };
}

/** What was typed into "on-day", "on-month" and "on-year" when the field is "on", cut where nobody types on. */
export function typedBoxes(body: Body, field: string): DayBoxes {
  const box = (part: keyof DayBoxes) => one(body, `${field}-${part}`).slice(0, longest);
  return { day: box('day'), month: box('month'), year: box('year') };
}

/**
 * Reads the day that was typed into three boxes.
 * @param body the form, or the query of an address
 * @param field the name that the boxes begin with
 * @param asking what the day is called in a sentence, and the language
 * @returns the day, or the problem at the first box that it concerns; `isEmpty` when nothing was typed, which a form
 * may allow
 */
export function readDay(body: Body, field: string, { what, t }: { what: TextKey; t: Translate }): ReadDay {
  const typed = typedBoxes(body, field);
  const read = readDate(typed);
  if ('date' in read) return { ok: true, day: read.date, typed };
  const problem = {
    field: `${field}-${read.parts[0] ?? 'day'}`,
    text: withoutMarkBeforeColon(t(dateProblems[read.problem], { what: t(what) })),
  };
  return { ok: false, isEmpty: read.problem === 'missing', problem, typed };
}
