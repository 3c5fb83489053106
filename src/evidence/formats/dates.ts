/** The months as the files of this world write them; the first three letters decide. */
const months = [
  ['jan', 'ene', 'gen', 'ion'],
  ['feb', 'fév', 'fev', 'chw'],
  ['mar', 'mär', 'mrz', 'maw'],
  ['apr', 'avr', 'abr', 'ebr'],
  ['may', 'mai', 'mag'],
  ['jun', 'jui', 'giu', 'meh'],
  ['jul', 'lug', 'gor'],
  ['aug', 'aoû', 'ago', 'aws'],
  ['sep', 'set', 'med'],
  ['oct', 'okt', 'ott', 'out', 'hyd'],
  ['nov', 'tac'],
  ['dec', 'déc', 'dez', 'dic', 'rha'],
] as const;

/** The number of the month that a word or a number names, from 1. */
export function monthOf(word: string): number | undefined {
  const text = word.trim().toLowerCase().replace(/\.$/, '');
  if (/^\d{1,2}$/.test(text)) return Number(text) >= 1 && Number(text) <= 12 ? Number(text) : undefined;
  if (text.startsWith('juil')) return 7;
  const at = text.length < 3 ? -1 : months.findIndex(names => names.some(name => text.startsWith(name)));
  return at < 0 ? undefined : at + 1;
}

/** How many days a month has, so that the 30th of February stays what somebody wrote and is no day. */
const daysIn = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

const two = (part: number) => String(part).padStart(2, '0');

/** A date from its parts, as far as they are known and can be: “2011”, “2011-04”, “2011-04-06”. */
export function dateFrom(year: string, month?: string, day?: string): string {
  const season = month === undefined ? undefined : seasonOf(month);
  if (season !== undefined) return `${season} ${year}`;
  const inYear = month === undefined ? undefined : monthOf(month);
  if (inYear === undefined) return [year, month, day].filter(part => part?.trim()).join(' ');
  const inMonth = /^\d{1,2}$/.test(day?.trim() ?? '') ? Number(day) : 0;
  if (inMonth < 1 || inMonth > daysIn(Number(year), inYear))
    return day?.trim() ? `${year} ${month?.trim()} ${day.trim()}` : `${year}-${two(inYear)}`;
  return `${year}-${two(inYear)}-${two(inMonth)}`;
}

const forms: readonly (readonly [RegExp, readonly [number, number, number]])[] = [
  [/^(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?(?:[T ]\d{1,2}:.*)?$/, [1, 2, 3]],
  [/^(\d{4})(\d{2})(\d{2})$/, [1, 2, 3]],
  [/^(\d{4})[\s,]+(\p{L}{3,9})\.?(?:\s+(\d{1,2}))?$/u, [1, 2, 3]],
  [/^(\p{L}{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?[\s,]+(\d{4})$/u, [3, 1, 2]],
  [/^(\d{1,2})(?:st|nd|rd|th)?\.?[\s-]+(\p{L}{3,9})\.?[\s,-]+(\d{4})$/u, [3, 2, 1]],
  [/^(\p{L}{3,9})\.?[\s,]+(\d{4})$/u, [2, 1, 3]],
  [/^(\d{1,2})\.(\d{1,2})\.(\d{4})$/, [3, 2, 1]],
  // With strokes Britain writes the day first and America the month: only a number beyond twelve says which it is.
  [/^(1[3-9]|2\d|3[01])\/(\d{1,2})\/(\d{4})$/, [3, 2, 1]],
  [/^(\d{1,2})\/(1[3-9]|2\d|3[01])\/(\d{4})$/, [3, 1, 2]],
];

const seasons = ['Spring', 'Summer', 'Autumn', 'Winter'] as const;
/** The season that stands in the place of a month: 21 to 24 (ISO 8601-2; CSL and BibLaTeX have it from there). */
const seasonOf = (month: string): string | undefined =>
  /^2[1-4]$/.test(month.trim()) ? seasons[Number(month) - 21] : undefined;

/** A date in the form of ISO 8601 where it has one that cannot be mistaken, else as it was written. */
export function dateOf(written: string): string {
  const text = written.trim();
  if (text.length > 40) return text;
  const [, inYear, season] = /^(\d{4})-(2[1-4])$/.exec(text) ?? [];
  if (inYear !== undefined) return dateFrom(inYear, season);
  for (const [form, [year, month, day]] of forms) {
    const found = form.exec(text);
    if (found === null || monthOf(found[month] ?? '') === undefined) continue;
    const date = dateFrom(found[year] ?? '', found[month], found[day]);
    return date.includes(' ') ? text : date;
  }
  return text;
}

/** The day that a text names, as an ISO day; undefined where it names none. */
export function dayOf(written: string): string | undefined {
  const date = dateOf(written);
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date) ?? [];
  return year !== undefined && dateFrom(year, month, day) === date ? date : undefined;
}
