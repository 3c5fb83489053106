/** A year, and as far as they are known the month from 1 and the day. */
export type Day = { readonly year: string; readonly month?: number; readonly day?: number };

/** As an entry has it: “2011”, “2011-04”, “2011-04-06”; nothing where it says something else. */
export function dayFrom(date: string | undefined): Day | undefined {
  const [, year, month, day] =
    /^(\d{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?$/.exec(date ?? '') ?? [];
  if (year === undefined) return undefined;
  return { year, ...(month && { month: Number(month) }), ...(day && { day: Number(day) }) };
}

const months = [
  ...['January', 'February', 'March', 'April', 'May', 'June'],
  ...['July', 'August', 'September', 'October', 'November', 'December'],
];

/** A month's name. */
export const monthOf = ({ month }: Day): string | undefined =>
  month === undefined ? undefined : months[month - 1];

/** A month's name, cut short with a stop where it has more than four letters. */
export function shortMonthOf(day: Day): string | undefined {
  const name = monthOf(day);
  return name === undefined || name.length <= 4 ? name : `${name.slice(0, 3)}.`;
}

/** “April 6, 2011” */
export function inAmericanWords(date: Day | undefined): string | undefined {
  const month = date && monthOf(date);
  if (!date || !month) return date?.year;
  return date.day ? `${month} ${date.day}, ${date.year}` : `${month} ${date.year}`;
}

/** “6 April 2011”, as much of it as is known. */
export const inWords = (date: Day | undefined): string | undefined =>
  date && [date.day, monthOf(date), date.year].filter(part => part !== undefined).join(' ');
