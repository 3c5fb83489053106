import type { RecordType } from '../record/kinds.ts';
import { recordTypes } from '../record/kinds.ts';
import { dayIn, days, wholes } from './field-terms.ts';
import type { QueryField } from './fields.ts';

/** What somebody typed in the form of all fields, by the name of the field. */
export type ByField = Readonly<Record<string, string>>;

/** The fields of the form in their order, in groups. `words` asks for any of the words, anywhere. */
export const formGroups = {
  about: ['words', 'title', 'author', 'summary', 'notes', 'keyword'],
  kind: ['type', 'genre', 'grade', 'from', 'until', 'date', 'country', 'language'],
  published: ['publisher', 'place', 'edition', 'series', 'journal', 'volume', 'issue', 'pages', 'event'],
  numbers: ['doi', 'isbn', 'issn', 'pubmed', 'report', 'web'],
  library: ['shelf', 'source', 'accessed', 'licence'],
} as const satisfies Readonly<Record<string, readonly ('words' | 'from' | 'until' | QueryField)[]>>;
export const formFields = Object.values(formGroups).flat();

/** The grades of a record, as evidence.facets_of writes them. */
export const grades = [
  ...['1', '2', '3', '4', '5'].map(mark => `Maryland scale ${mark}`),
  'Not an impact study',
  ...['very low', 'low', 'moderate', 'high'].map(level => `GRADE ${level}`),
  ...['0', '1', '2', '3', '4'].map(mark => `EMMIE effect ${mark}`),
];

const asWritten = /["“”]([^"“”]+)(?:["“”]|$)|([^\s"“”()]+)/gu;

/** Words as one part of a query: what is joined or left out among them ends with them, and so does a quotation. */
function asOnePart(words: string): string {
  const isOpen = (words.match(/["“”]/g) ?? []).length % 2 === 1;
  const whole = isOpen ? `${words}"` : words;
  return /(?<!\p{L})(?:AND|OR|NOT)(?!\p{L})/u.test(whole) ? `(${whole})` : whole;
}

/** The form's query, in the words of the one box; every field that was filled in has to be met. */
export function queryOf(form: ByField): string {
  const { words = '', from = '', until = '', type = '', ...others } = form;
  const fields = [
    ...formFields.flatMap(field => inField(field, others[field] ?? '')),
    ...(type === '' ? [] : [`type:${quoted(type)}`]),
    ...(from === '' && until === '' ? [] : [`year:${from === until ? from : `${from}-${until}`}`]),
  ];
  const asked = words.trim();
  return [fields.length > 0 ? asOnePart(asked) : asked, ...fields].filter(part => part !== '').join(' ');
}

// A country or a language is a value as a whole, and may be of two words; a day is one of three.
const asOne = new Set<string>(['country', 'language', 'grade', 'web', ...days, ...wholes]);

function inField(field: string, typed: string): string[] {
  const text = typed.trim();
  if (text === '') return [];
  if (asOne.has(field)) return [`${field}:${quoted(text.replace(/["“”]/g, ''))}`];
  return [...text.matchAll(asWritten)].map(([, phrase, word]) =>
    phrase === undefined ? `${field}:${word}` : `${field}:"${phrase}"`,
  );
}

const quoted = (text: string) => (/[\s()]/.test(text) ? `"${text}"` : text);

/** Which of the years is none: four digits, or nothing. */
export function yearProblems(form: ByField): ('from' | 'until')[] {
  return (['from', 'until'] as const).filter(field => !/^([12]\d{3})?$/.test(form[field] ?? ''));
}

/** Whether the day on which it was read is none, nor a month, nor a year. What was published may be of “Spring 2011”. */
export const isNoDay = ({ accessed = '' }: ByField): boolean =>
  accessed !== '' && dayIn(accessed) === undefined;

export const isRecordType = (type: string): type is RecordType =>
  (recordTypes as readonly string[]).includes(type);
