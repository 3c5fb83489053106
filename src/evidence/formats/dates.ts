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

const two = (part: number) => String(part).padStart(2, '0');

/** A date from its parts, as far as they are known and can be: “2011”, “2011-04”, “2011-04-06”. */
export function dateFrom(year: string, month?: string, day?: string): string {
  const inYear = month === undefined ? undefined : monthOf(month);
  if (inYear === undefined) return [year, month, day].filter(part => part?.trim()).join(' ');
  const inMonth = /^\d{1,2}$/.test(day?.trim() ?? '') ? Number(day) : 0;
  if (inMonth < 1 || inMonth > 31)
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
];

/** A date in the form of ISO 8601 where it has one that cannot be mistaken, else as it was written. */
export function dateOf(written: string): string {
  const text = written.trim();
  if (text.length > 40) return text;
  for (const [form, [year, month, day]] of forms) {
    const found = form.exec(text);
    if (found !== null && monthOf(found[month] ?? '') !== undefined)
      return dateFrom(found[year] ?? '', found[month], found[day]);
  }
  return text;
}

/** The day that a text names, as an ISO day; undefined where it names none. */
export function dayOf(written: string): string | undefined {
  const date = dateOf(written);
  return /^\d{4}-\d{2}-\d{2}$/.test(date) ? date : undefined;
}
