import type { RecordType } from '../record/kinds.ts';
import { recordTypes } from '../record/kinds.ts';
import type { QueryField } from './fields.ts';

/** What somebody typed in the form of all fields, by the name of the field. */
export type ByField = Readonly<Record<string, string>>;

/** The fields of the form in their order. `words` asks for any of the words, anywhere. */
export const formFields = [
  ...['words', 'title', 'author', 'keyword', 'summary', 'type', 'from', 'until', 'country', 'language'],
  ...['publisher', 'place', 'journal', 'series', 'event', 'doi', 'isbn', 'issn', 'pubmed', 'report', 'shelf'],
  ...['source', 'web'],
] as const;
export type FormField = 'words' | 'from' | 'until' | QueryField;

const asWritten = /["“”]([^"“”]+)(?:["“”]|$)|([^\s"“”()]+)/gu;

/** The form's query, in the words of the one box; every field that was filled in has to be met. */
export function queryOf(form: ByField): string {
  const { words = '', from = '', until = '', type = '', ...others } = form;
  return [
    words.trim(),
    ...formFields.flatMap(field => inField(field, others[field] ?? '')),
    ...(type === '' ? [] : [`type:${quoted(type)}`]),
    ...(from === '' && until === '' ? [] : [`year:${from === until ? from : `${from}-${until}`}`]),
  ]
    .filter(part => part !== '')
    .join(' ');
}

// A country or a language is a value as a whole, and may be of two words.
const wholes = new Set<string>([
  'country',
  'language',
  'doi',
  'isbn',
  'issn',
  'pubmed',
  'report',
  'shelf',
  'web',
]);

function inField(field: string, typed: string): string[] {
  const text = typed.trim();
  if (text === '') return [];
  if (wholes.has(field)) return [`${field}:${quoted(text.replace(/["“”]/g, ''))}`];
  return [...text.matchAll(asWritten)].map(([, phrase, word]) =>
    phrase === undefined ? `${field}:${word}` : `${field}:"${phrase}"`,
  );
}

const quoted = (text: string) => (/[\s()]/.test(text) ? `"${text}"` : text);

/** Which of the two years is none: four digits, or nothing. */
export function yearProblems({ from = '', until = '' }: ByField): ('from' | 'until')[] {
  const isYear = (text: string) => text === '' || /^[12]\d{3}$/.test(text);
  return (['from', 'until'] as const).filter(field => !isYear(field === 'from' ? from : until));
}

export const isRecordType = (type: string): type is RecordType =>
  (recordTypes as readonly string[]).includes(type);
