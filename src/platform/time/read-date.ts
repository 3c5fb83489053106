import { languages, type TextKey, textIn, textOf } from '../language/index.ts';

export type DatePart = 'day' | 'month' | 'year';

/** What somebody typed into the three boxes of a date. */
export type TypedDate = Readonly<Partial<Record<DatePart, string>>>;

/** Each way in which a typed date can be wrong, with the sentence for it, which is filled with `what`. */
export const dateProblems = {
  missing: 'dates.problem.missing',
  incomplete: 'dates.problem.incomplete',
  unreadable: 'dates.problem.unreadable',
  shortYear: 'dates.problem.shortYear',
  impossible: 'dates.problem.impossible',
} as const satisfies Record<string, TextKey>;

export type DateProblem = keyof typeof dateProblems;

/** The day that was typed, or what is wrong and which boxes to mark. */
export type ReadDate =
  | { readonly date: Temporal.PlainDate }
  | { readonly problem: DateProblem; readonly parts: readonly DatePart[] };

type Boxes = Record<DatePart, string>;

const allParts: readonly DatePart[] = ['day', 'month', 'year'];

// Welsh names are read on an English page and English ones on a Welsh page: people write the language they think
// in. No two months begin with the same three letters in either language, so any longer beginning is read too.
const monthNames = languages.flatMap(language =>
  Array.from({ length: 12 }, (_, index) => ({
    month: index + 1,
    name: textOf(textIn(language), `dates.month.${index + 1}`).toLowerCase(),
  })),
);

function readMonth(typed: string): number | undefined {
  if (/^\d{1,2}$/.test(typed)) return Number(typed);
  const beginning = typed.toLowerCase().replace(/\.$/, '');
  if (beginning.length < 3) return undefined;
  return monthNames.find(({ name }) => name.startsWith(beginning))?.month;
}

const readDay = (typed: string) => (/^\d{1,2}$/.test(typed) ? Number(typed) : undefined);
const readYear = (typed: string) => (/^[1-9]\d{3}$/.test(typed) ? Number(typed) : undefined);

// “27” may be 1927 or 2027, and in a case file both are likely; so it is asked for and never guessed.
const isShortYear = (typed: string) => /^\d{1,3}$|^0\d{3}$/.test(typed);

function trimmed(typed: TypedDate): Boxes {
  return { day: typed.day?.trim() ?? '', month: typed.month?.trim() ?? '', year: typed.year?.trim() ?? '' };
}

function impossibleParts(day: number, month: number): readonly DatePart[] {
  const wrong: DatePart[] = [];
  if (day < 1 || day > 31) wrong.push('day');
  if (month < 1 || month > 12) wrong.push('month');
  // With each number possible by itself it is the three together that are not, as in 29 February 2027.
  return wrong.length > 0 ? wrong : allParts;
}

function inCalendar(date: Record<DatePart, number>): ReadDate {
  try {
    return { date: Temporal.PlainDate.from(date, { overflow: 'reject' }) };
  } catch {
    return { problem: 'impossible', parts: impossibleParts(date.day, date.month) };
  }
}

function readBoxes(boxes: Boxes): ReadDate {
  const day = readDay(boxes.day);
  const month = readMonth(boxes.month);
  const year = readYear(boxes.year);
  if (day !== undefined && month !== undefined && year !== undefined) return inCalendar({ day, month, year });
  const unread: DatePart[] = [];
  if (day === undefined) unread.push('day');
  if (month === undefined) unread.push('month');
  if (year === undefined && !isShortYear(boxes.year)) unread.push('year');
  if (unread.length > 0) return { problem: 'unreadable', parts: unread };
  return { problem: 'shortYear', parts: ['year'] };
}

/**
 * Reads a date from what was typed into its three boxes. The month may be a number, a name or the beginning of
 * a name in English or Welsh. Nothing is guessed or put right: 31 April is refused, not moved to 1 May.
 * @param typed the day, the month and the year as typed; what was not sent counts as empty
 * @returns the date, or the first thing that is wrong and the boxes it concerns
 */
export function readDate(typed: TypedDate): ReadDate {
  const boxes = trimmed(typed);
  const empty = allParts.filter(part => boxes[part] === '');
  if (empty.length === allParts.length) return { problem: 'missing', parts: allParts };
  if (empty.length > 0) return { problem: 'incomplete', parts: empty };
  return readBoxes(boxes);
}
