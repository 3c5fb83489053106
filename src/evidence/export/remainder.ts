import { type Creator, type Entry, type EntryField, nameOf } from '../record/entry.ts';

/**
 * What a format has no exact place for travels in one field of its own, as `ownwords:` and JSON: the fields of an entry
 * that the rest of the record does not give back word for word. Whoever reads our file puts them over what they read
 * elsewhere in it; `null` says that the entry has no such field, whatever was concluded from others. Programs that do
 * not know it lose no more than their format ever could hold.
 */
type Remainder = { readonly [F in EntryField]?: Entry[F] | null };

/** Says of a field whether the format gives its value back word for word. */
export type Carries = (field: EntryField, entry: Entry) => boolean;

/** What readers conclude from other fields: a year from a date, the length of a book from its pages. */
const concluded = [
  ...(['year', 'date', 'others', 'container', 'containerShort', 'extent', 'pages', 'doi', 'notes'] as const),
  ...(['reportNumber', 'seriesNumber', 'issue', 'genre', 'source', 'publisher', 'place', 'event'] as const),
] satisfies EntryField[];

/** The fields that a format does not carry, and those of which a reader might make one that is not there. */
export function remainderOf(entry: Entry, carries: Carries): Remainder {
  const left = Object.entries(entry).filter(([field]) => !carries(field as EntryField, entry));
  const none = concluded.filter(field => entry[field] === undefined).map(field => [field, null]);
  return Object.fromEntries([...left, ...none]);
}

/** The same as one line of text that survives wherever spaces, signs and lines are changed. */
export const remainderLine = (entry: Entry, carries: Carries): string =>
  inert(JSON.stringify(remainderOf(entry, carries)));

const codeOf = (sign: string) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** Only inside texts do two spaces, control characters and the signs of markup occur: there each may be its code. */
const inert = (json: string) =>
  json.replace(/(?<= ) |[&<>~$%#^_\u007f-\u009f\u00a0\u2028\u2029\ufeff\ufffe\uffff]|(?<=-)-|[`']/g, codeOf);

/** True for text that no format changes: one line, without control characters. */
export const isPlain = (text: string): boolean =>
  !/[\p{Cc}\u2028\u2029\ufeff\ufffe\uffff]|&#?\w+;/u.test(text);

/** True where every value of a field is plain. */
export function isPlainField(entry: Entry, field: EntryField): boolean {
  const value = entry[field];
  if (Array.isArray(value)) return value.every(one => typeof one === 'string' && isPlain(one));
  return typeof value === 'number' || (typeof value === 'string' && isPlain(value));
}

/** True for a name that “family, given” gives back as it is: an organisation is what has no comma. */
export function isClearName(creator: Creator): boolean {
  const parts = 'name' in creator ? [creator.name] : [creator.family, creator.given ?? ''];
  const isWhole = 'name' in creator || creator.given !== undefined;
  return isWhole && isPlain(nameOf(creator)) && parts.every(part => !/[,;&]|\band\b/.test(part));
}

/** True where the creators are authors with clear names: what a format that only has a list of authors gives back. */
export const areClearAuthors = ({ creators = [] }: Entry): boolean =>
  creators.length > 0 && creators.every(creator => creator.role === 'author' && isClearName(creator));

/** The creators of some roles, in their order. */
export const byRole = ({ creators = [] }: Entry, ...roles: readonly Creator['role'][]): Creator[] =>
  creators.filter(({ role }) => roles.includes(role));

/** Text on one line, without what no line may hold. */
export const flat = (text: string): string => text.replace(/[\s\p{Cc}]+/gu, ' ').trim();

/** A date as its parts, where it is a year, a month or a day as ISO writes them. */
export function partsOf(date: string | undefined): readonly number[] | undefined {
  const found = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(date ?? '');
  return found?.slice(1).filter(Boolean).map(Number);
}
