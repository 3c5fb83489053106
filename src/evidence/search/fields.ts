import { countriesCalled } from '../record/countries.ts';
import { languageCode } from '../record/languages.ts';
import { counted, days, termsOf, wholes } from './field-terms.ts';
import { bareYear, isIsbn, pasted } from './pasted.ts';
import { typeCode } from './value-text.ts';

/**
 * The fields of a query, as people write them before a colon, in both languages. Some are parts of a document in which
 * words stand, some are values that a document has; the others are terms of their own in the index (see
 * evidence.terms_of), most of them word by word, so that a publisher is found by any of the words of its name.
 */
export const parts = { title: 'title', author: 'author', keyword: 'keyword', summary: 'text' } as const;
export const values = ['year', 'type', 'country', 'language', 'grade'] as const;
const worded = [
  'publisher',
  'place',
  'journal',
  'series',
  'event',
  'genre',
  'notes',
  'source',
  'licence',
  'web',
] as const;
/** The fields that are terms. */
export const termed = [...worded, ...counted, ...days, ...wholes] as const;

export type QueryField = keyof typeof parts | (typeof values)[number] | (typeof termed)[number];

/** The fields that the index itself knows. */
export const indexFields = { parts: Object.values(parts), values: [...values] };

const welsh: Readonly<Record<string, QueryField>> = {
  teitl: 'title',
  awdur: 'author',
  allweddair: 'keyword',
  crynodeb: 'summary',
  blwyddyn: 'year',
  math: 'type',
  gwlad: 'country',
  iaith: 'language',
  cyhoeddwr: 'publisher',
  lle: 'place',
  cyfnodolyn: 'journal',
  cyfres: 'series',
  digwyddiad: 'event',
  nodiadau: 'notes',
  trwydded: 'licence',
  argraffiad: 'edition',
  cyfrol: 'volume',
  rhifyn: 'issue',
  tudalennau: 'pages',
  dyddiad: 'date',
  darllenwyd: 'accessed',
  ffynhonnell: 'source',
  gwe: 'web',
  silff: 'shelf',
  adroddiad: 'report',
};

/** The Welsh name of a field, where it has one. */
export const welshNames: ReadonlyMap<QueryField, string> = new Map(
  Object.entries(welsh).map(([name, field]) => [field, name]),
);

// A quotation by itself, what was pasted, or a field and what stands behind its colon: after a space too where it can
// hardly be the end of half a title, as “The Bradley report: five years on” is.
const quotation = '["“”][^"“”]*(?:["“”]|$)';
const spaced =
  'title|teitl|author|awdur|keyword|allweddair|isbn|issn|pubmed|year(?=:\\s+\\d)|blwyddyn(?=:\\s+\\d)';
const inField = String.raw`(?:(?<name>\p{L}+):|(?<apart>${spaced}):\s+)(?:["“”](?<phrase>[^"“”]*)(?:["“”]|$)|(?<word>[^\s()"“”]+))`;
export const piece = new RegExp(
  String.raw`${quotation}|(?<=^|[\s(])(?:${pasted.doi}|${pasted.isbn}|${pasted.web}|${bareYear})|(?<=(?:^|[\s(])-?)${inField}`,
  'giu',
);
export type Groups = Readonly<
  Partial<Record<'doi' | 'isbn' | 'web' | 'year' | 'name' | 'apart' | 'phrase' | 'word', string | undefined>>
>;

const codeNames = [...values, ...counted, ...days, ...wholes, 'web'].flatMap(field => [
  field,
  ...(welshNames.has(field as QueryField) ? [welshNames.get(field as QueryField)] : []),
]);
/** The parts of a query that are codes, numbers and addresses: no word of a document stands there. */
export const codes = new RegExp(
  String.raw`${pasted.doi}|${pasted.isbn}|${pasted.web}|(?<=(?:^|[\s(])-?)(?:(?:${codeNames.join('|')}):)(?:["“”][^"“”]*(?:["“”]|$)|[^\s()"“”]+)`,
  'giu',
);

/**
 * What was typed, as the index is asked: its fields by the names and terms that the index has.
 * @param typed such as `publisher:"Example Trust" isbn:978-1-23`
 */
export function asIndexed(typed: string): string {
  const written = eachInField(typed);
  return asReference(written) ?? indexed(written);
}

/**
 * A reference from somebody's list, with a DOI, an ISBN or an address in it: what has that is found, and what the words
 * of it find, since the record may lack the number or have another address. Nothing for what is no such text.
 */
function asReference(written: string): string | undefined {
  const pieces = [...written.matchAll(piece)].map(part => ({ text: part[0], ...(part.groups as Groups) }));
  const pastedPieces = pieces.filter(({ doi, isbn, web }) => (doi ?? isbn ?? web) !== undefined);
  const isStrict = pieces.some(({ name, apart = name }) => apart !== undefined && fieldNamed(apart));
  if (pastedPieces.length === 0 || isStrict || /(?<!\p{L})(?:AND|OR|NOT)(?!\p{L})/u.test(written))
    return undefined;
  const rest = pastedPieces
    .reduce((left, { text }) => left.replace(text, ' '), written)
    .replace(/[()]/g, ' ');
  if (!/[\p{L}\p{N}]/u.test(rest)) return undefined;
  return [rest.trim(), ...pastedPieces.map(({ text }) => text)].map(indexed).join(' OR ');
}

function indexed(written: string): string {
  return written.replace(piece, (all, ...found) => {
    const { doi, isbn, web, year, apart, name = apart, phrase, word } = found.at(-1) as Groups;
    if (doi !== undefined) return allOf('doi', doi);
    if (isbn !== undefined) return isIsbn(isbn) || /^isbn/i.test(all) ? allOf('isbn', isbn) : all;
    if (web !== undefined) return allOf('web', web);
    // Among other words it says which of them is meant, and asks for no more than they do.
    if (year !== undefined) return `${year} 0year${year}`;
    const field = name === undefined ? undefined : fieldNamed(name);
    return field === undefined ? all : asked(field, phrase ?? word ?? '', phrase !== undefined);
  });
}

const bracket = /(?<=(?:^|[\s(])-?)(\p{L}+):\(([^()]*)\)/gu;

/** A field before a bracket is one before each word in it: `title:(a OR b)` is `(title:a OR title:b)`. */
export const eachInField = (typed: string): string =>
  typed.replace(bracket, (all, name: string, inside: string) => {
    if (fieldNamed(name) === undefined) return all;
    return `(${inside.replace(/["“][^"“”]*["”]?|[^\s"“”]+/gu, one => (/^(AND|OR|NOT)$/.test(one) ? one : `${name}:${one}`))})`;
  });

/** A field and what is asked of it. */
function asked(field: QueryField, text: string, isPhrase: boolean): string {
  const written = isPhrase ? `"${text}"` : text;
  if (field in parts) return `${parts[field as keyof typeof parts]}:${written}`;
  const language = field === 'language' ? languageCode(text) : undefined;
  // A file may have said it in words, and nobody put it right yet.
  if (language !== undefined) return `(language:${language} OR language:"${text}")`;
  const countries = field === 'country' ? countriesCalled(text) : [];
  if (countries.length > 0) return `(${countries.map(one => `country:"${one}"`).join(' OR ')})`;
  const type = field === 'type' ? typeCode(text) : undefined;
  if (type !== undefined) return `type:"${type}"`;
  return (values as readonly string[]).includes(field) ? `${field}:${written}` : allOf(field, text);
}

/** All terms of a field that a text has. */
function allOf(field: QueryField, text: string): string {
  const terms = termsOf(field, text).map(term => `text:${term}`);
  return terms.length > 1 ? `(${terms.join(' AND ')})` : (terms[0] ?? '');
}

/** The field of a name, in either language and any case. */
export function fieldNamed(name: string): QueryField | undefined {
  const lower = name.toLocaleLowerCase('en');
  if (Object.hasOwn(welsh, lower)) return welsh[lower];
  const known = [...Object.keys(parts), ...values, ...termed] as QueryField[];
  return known.find(field => field === lower);
}
