import type { Creator, Entry, EntryField } from '../record/entry.ts';

/**
 * What a format has no exact place for travels in one field of its own, as `ownwords:` and JSON: the fields of an entry
 * that the rest of the record does not give back word for word. Whoever reads our file puts them over what they read
 * elsewhere in it, unless somebody changed that since (see formats/own-export.ts); `null` says that the entry has no such
 * field, whatever was concluded from others. Programs that do not know it lose no more than their format ever could hold.
 */
type Remainder = { readonly [F in EntryField]?: Entry[F] | null };

/** What readers conclude from other fields: a year from a date, the length of a book from its pages. */
const concluded = [
  ...([
    'year',
    'date',
    'summary',
    'creators',
    'keywords',
    'notes',
    'others',
    'language',
    'source',
    'url',
  ] as const),
  ...([
    'container',
    'containerShort',
    'series',
    'seriesNumber',
    'volume',
    'issue',
    'edition',
    'pages',
  ] as const),
  ...(['extent', 'reportNumber', 'genre', 'event', 'publisher', 'place', 'doi', 'isbn', 'issn'] as const),
  ...([
    'shortTitle',
    'accessed',
    'archivedUrl',
    'rights',
    'shelfNumber',
    'country',
    'pmid',
    'pmcid',
  ] as const),
] satisfies EntryField[];

/**
 * The fields that a format does not carry, and those of which a reader might make one that is not there.
 * @param apart what this format carries less than others
 */
export function remainderOf(entry: Entry, apart: readonly EntryField[] = []): Remainder {
  const isLeft = (field: EntryField) => apart.includes(field) || !isCarried(field, entry);
  const left = Object.entries(entry).filter(([field]) => field !== 'type' && isLeft(field as EntryField));
  const type = sure.includes(entry.type) && !apart.includes('type') ? [] : [['type', entry.type]];
  const none = concluded.filter(field => entry[field] === undefined).map(field => [field, null]);
  return inOrder([...type, ...left, ...none]);
}

/** By name, creators too, so that a record that nobody changed is always written the same. */
const inOrder = (fields: readonly unknown[][]): Remainder =>
  byName(
    fields.map(([field, value]) => [
      String(field),
      field === 'creators'
        ? ((value as Creator[] | null)?.map(one => byName(Object.entries(one))) ?? null)
        : value,
    ]),
  );

const byName = (fields: [string, unknown][]) =>
  Object.fromEntries(fields.toSorted(([one], [other]) => (one < other ? -1 : 1)));

/** The same as one line of text that survives wherever spaces, signs and lines are changed. */
export const remainderLine = (entry: Entry, apart?: readonly EntryField[]): string =>
  inert(JSON.stringify(remainderOf(entry, apart)));

const codeOf = (signs: string) =>
  signs.replace(/[\s\S]/g, unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

// Most records hold nothing of it, which one look tells.
const isInert = /^(?!.*(?: {2}|--))[ !"()*+,\-./\d:;=?@A-Z[\\\]a-z{|}]*$/;

/** Only inside texts do two spaces, other spaces and the signs of markup occur: there each may be its code. */
const inert = (json: string) =>
  isInert.test(json)
    ? json
    : json.replace(/(?<= ) |(?! )[\p{Z}\p{Cc}\p{Cf}\p{Cn}]|[&<>~$%#^_`']|(?<=-)-/gu, codeOf);

// What neither a format's own signs nor a reader's tidying touch. Anything else travels as it is, besides.
const clearLine = /^[\p{L}\p{N}](?:[\p{L}\p{M}\p{N} ,’()-]*[\p{L}\p{N}])?$/u;
const clearText = /^[\p{L}\p{N}][\p{L}\p{M}\p{N} ,.’():?!-]*[\p{L}\p{N}.?!]$/u;
const clearName = /^\p{L}[\p{L}\p{M} ’-]*\p{L}$/u;
const isClear = (text: string | undefined, like = clearLine) =>
  text !== undefined && like.test(text) && !/ {2}|--|-$|\b(and|others|et al)\b/i.test(text);

/** The types that every format has, and every reader takes for the same. */
const sure: readonly Entry['type'][] = ['report', 'article', 'book', 'chapter', 'thesis'];

/**
 * True for a field that all formats give back word for word. Whoever changes such a field in another program brings the
 * change back.
 */
function isCarried(field: EntryField, entry: Entry): boolean {
  if (!sure.includes(entry.type)) return false;
  if (field === 'title') return isClear(entry.title);
  if (field === 'summary') return isClear(entry.summary, clearText);
  if (field === 'keywords') return areClearKeywords(entry.keywords ?? []);
  if (field === 'creators') return areClearAuthors(entry.creators ?? []);
  if (field === 'year') return entry.date === undefined;
  if (field === 'publisher')
    return (entry.type === 'report' || entry.type === 'book') && isClear(entry.publisher);
  return false;
}

const areClearKeywords = (keywords: readonly string[]) =>
  keywords.length > 0 &&
  new Set(keywords).size === keywords.length &&
  keywords.every(one => isClear(one, clearName));

const areClearAuthors = (creators: readonly Creator[]) =>
  creators.length > 0 && creators.every(creator => creator.role === 'author' && isClearCreator(creator));

const isClearCreator = (creator: Creator) =>
  'name' in creator
    ? isClear(creator.name, clearName)
    : isClear(creator.family, clearName) && isClear(creator.given, clearName);

/** The creators of some roles, in their order. */
export const byRole = ({ creators = [] }: Entry, ...roles: readonly Creator['role'][]): Creator[] =>
  creators.filter(({ role }) => roles.includes(role));

/** Text on one line, without what no line may hold. */
export const flat = (text: string): string =>
  isFlat.test(text) ? text : text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
const isFlat = /^[^\s\p{Cc}]+(?: [^\s\p{Cc}]+)*$/u;

/** A date as its parts, where it is a year, a month or a day as ISO writes them. */
export function partsOf(date: string | undefined): readonly number[] | undefined {
  const found = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(date ?? '');
  return found?.slice(1).filter(Boolean).map(Number);
}
