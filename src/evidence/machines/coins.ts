import { type Creator, type Entry, nameOf } from '../record/entry.ts';
import type { RecordType } from '../record/kinds.ts';
import { followable } from '../record/web-address.ts';
import { publishedOn } from './published-on.ts';

/** What stands in a journal, what stands in a book, and what is one. */
export const inJournals: ReadonlySet<RecordType> = new Set([
  'article',
  'magazine article',
  'newspaper article',
  'preprint',
]);
const inBooks: Readonly<Partial<Record<RecordType, string>>> = {
  ...{ chapter: 'bookitem', 'encyclopaedia entry': 'bookitem', 'dictionary entry': 'bookitem' },
  'conference paper': 'proceeding',
};
const books: Readonly<Partial<Record<RecordType, string>>> = {
  ...{ report: 'report', evaluation: 'report', guidance: 'report', 'lived experience': 'report' },
  ...{ book: 'book', document: 'document' },
};
// The standard has no format for these; reference managers know them by the names that Zotero gives them.
const inDublinCore: Readonly<Partial<Record<RecordType, string>>> = {
  ...{ legislation: 'statute', bill: 'bill', case: 'case', hearing: 'hearing', patent: 'patent' },
  ...{ dataset: 'dataset', software: 'computerProgram', standard: 'standard', map: 'map' },
  ...{ 'web page': 'webpage', 'blog post': 'blogPost', 'forum post': 'forumPost', letter: 'letter' },
  ...{ 'e-mail': 'email', manuscript: 'manuscript', presentation: 'presentation', interview: 'interview' },
  ...{ film: 'film', video: 'videoRecording', 'sound recording': 'audioRecording', artwork: 'artwork' },
  ...{ podcast: 'podcast', broadcast: 'tvBroadcast' },
};

/** As much of an entry as a list knows of it. */
export type InBrief = Pick<Entry, 'type' | 'title'> & Partial<Entry>;
type Pairs = readonly (readonly [string, string | undefined])[];

/**
 * An entry as the title of a COinS span (ContextObjects in Spans, an OpenURL 1.0 of ANSI/NISO Z39.88-2004), by which
 * reference managers pick up what a page lists.
 */
export function coinsOf(entry: InBrief): string {
  const pairs: Pairs = [['ctx_ver', 'Z39.88-2004'], ...formatted(entry), ['rft_id', addressOf(entry)]];
  const said = pairs.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
  // These signs mean themselves in a query (RFC 3986, 3.4), and a page of results has hundreds of them.
  return new URLSearchParams(said).toString().replace(/%(?:2C|2F|3A|3B|3F)/g, decodeURIComponent);
}

const addressOf = ({ doi, url }: InBrief) => (doi ? `info:doi/${doi}` : followable(url));
const format = (name: string) => ['rft_val_fmt', `info:ofi/fmt:kev:mtx:${name}`] as const;

/** What the format for things of this kind can say. */
function formatted(entry: InBrief): Pairs {
  const { type, title, container } = entry;
  const part = inBooks[type];
  const other = inDublinCore[type];
  if (other !== undefined) return dublinCore(entry, other);
  if (type === 'thesis')
    return [format('dissertation'), ['rft.title', title], ...wholeOf(entry), ['rft.inst', entry.publisher]];
  if (inJournals.has(type))
    return [
      ...[format('journal'), ['rft.genre', type === 'preprint' ? 'preprint' : 'article'] as const],
      ...[['rft.atitle', title] as const, ['rft.jtitle', container] as const],
      ...[['rft.volume', entry.volume] as const, ['rft.issue', entry.issue] as const],
      ...wholeOf(entry),
    ];
  const named: Pairs = part
    ? [
        ['rft.atitle', title],
        ['rft.btitle', container ?? entry.event],
      ]
    : [['rft.btitle', title]];
  const genre = part ?? books[type] ?? 'unknown';
  return [format('book'), ['rft.genre', genre], ...named, ...publishedIn(entry), ...wholeOf(entry)];
}

const publishedIn = (entry: InBrief): Pairs => [
  ...[['rft.pub', entry.publisher] as const, ['rft.place', entry.place] as const],
  ...[['rft.series', entry.series] as const, ['rft.edition', entry.edition] as const],
];

const wholeOf = (entry: InBrief): Pairs => [
  ...authorsOf(entry).map(creator => ['rft.au', nameAs(creator)] as const),
  ...[['rft.date', publishedOn(entry)] as const, ['rft.pages', entry.pages] as const],
  ...[['rft.isbn', entry.isbn?.[0]] as const, ['rft.issn', entry.issn?.[0]] as const],
];

const dublinCore = (entry: InBrief, kind: string): Pairs => [
  ...[format('dc'), ['rft.type', kind] as const, ['rft.title', entry.title] as const],
  ...authorsOf(entry).map(creator => ['rft.creator', nameAs(creator)] as const),
  ...[['rft.source', entry.container] as const, ['rft.publisher', entry.publisher] as const],
  ...[['rft.date', publishedOn(entry)] as const, ['rft.language', entry.language] as const],
];

/** The formats know authors alone; where nobody is called one, whoever made it stands in their place. */
function authorsOf({ creators = [] }: InBrief): readonly Creator[] {
  const authors = creators.filter(({ role }) => role === 'author');
  return authors.length > 0 ? authors : creators;
}

/**
 * “Hayes, Sam”, and “Ministry of Justice,”: with a comma behind it, as EndNote has it too. Without one, reference managers
 * take the last word of an organisation’s name for somebody’s family name.
 */
export const nameAs = (creator: Creator): string =>
  'name' in creator ? `${creator.name},` : nameOf(creator);
