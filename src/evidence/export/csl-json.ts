import type { Creator, Entry, EntryField } from '../record/entry.ts';
import type { CreatorRole, RecordType } from '../record/kinds.ts';
import { byRole, partsOf, remainderOf } from './remainder.ts';
import type { Leaving, Writer } from './writer.ts';

const types: Readonly<Record<RecordType, string>> = {
  report: 'report',
  evaluation: 'report',
  'lived experience': 'report',
  guidance: 'report',
  article: 'article-journal',
  book: 'book',
  chapter: 'chapter',
  thesis: 'thesis',
  'conference paper': 'paper-conference',
  legislation: 'legislation',
  bill: 'bill',
  case: 'legal_case',
  hearing: 'hearing',
  dataset: 'dataset',
  preprint: 'article',
  'newspaper article': 'article-newspaper',
  'magazine article': 'article-magazine',
  'web page': 'webpage',
  'blog post': 'post-weblog',
  'encyclopaedia entry': 'entry-encyclopedia',
  'dictionary entry': 'entry-dictionary',
  manuscript: 'manuscript',
  letter: 'personal_communication',
  'e-mail': 'personal_communication',
  map: 'map',
  patent: 'patent',
  film: 'motion_picture',
  video: 'motion_picture',
  'sound recording': 'song',
  artwork: 'graphic',
  software: 'software',
  standard: 'standard',
  presentation: 'speech',
  interview: 'interview',
  broadcast: 'broadcast',
  podcast: 'song',
  'forum post': 'post',
  document: 'document',
};

/** The names of fields that are one line of text in both. */
const names = {
  title: 'title',
  shortTitle: 'title-short',
  summary: 'abstract',
  publisher: 'publisher',
  place: 'publisher-place',
  container: 'container-title',
  containerShort: 'container-title-short',
  series: 'collection-title',
  seriesNumber: 'collection-number',
  volume: 'volume',
  issue: 'issue',
  edition: 'edition',
  reportNumber: 'number',
  genre: 'genre',
  event: 'event-title',
  pages: 'page',
  extent: 'number-of-pages',
  doi: 'DOI',
  pmid: 'PMID',
  pmcid: 'PMCID',
  url: 'URL',
  archivedUrl: 'archive_location',
  source: 'source',
  language: 'language',
  shelfNumber: 'call-number',
} as const satisfies { readonly [F in EntryField]?: string };

const roles: Readonly<Partial<Record<CreatorRole, string>>> = {
  author: 'author',
  editor: 'editor',
  'series editor': 'collection-editor',
  translator: 'translator',
  contributor: 'contributor',
  director: 'director',
  producer: 'producer',
  performer: 'performer',
  composer: 'composer',
  recipient: 'recipient',
};

const dateOf = (date: string) => {
  const parts = partsOf(date);
  return parts ? { 'date-parts': [parts] } : { raw: date };
};

const nameIn = (creator: Creator) =>
  'name' in creator
    ? { literal: creator.name }
    : { family: creator.family, ...(creator.given !== undefined && { given: creator.given }) };

function creatorsIn(entry: Entry) {
  return Object.entries(roles).flatMap(([role, name]) => {
    const creators = byRole(entry, role as CreatorRole);
    return creators.length === 0 ? [] : [[name, creators.map(nameIn)] as const];
  });
}

/** An entry as an item of CSL-JSON, which is what citation processors take. */
export function cslItem({ number, entry, annotation }: Leaving): Record<string, unknown> {
  const lines = Object.entries(names).map(
    ([field, name]) => [name, entry[field as keyof typeof names]] as const,
  );
  const notes = [...(entry.notes ?? []), ...(annotation ? [annotation] : [])];
  const issued = entry.date ?? entry.year?.toString();
  return {
    ...{ id: String(number), type: types[entry.type] },
    ...Object.fromEntries(lines.filter(([, value]) => value !== undefined)),
    ...Object.fromEntries(creatorsIn(entry)),
    ...(issued !== undefined && { issued: dateOf(issued) }),
    ...(entry.accessed !== undefined && { accessed: dateOf(entry.accessed) }),
    ...(entry.isbn?.length && { ISBN: entry.isbn.join(' ') }),
    ...(entry.issn?.length && { ISSN: entry.issn.join(' ') }),
    ...(entry.keywords?.length && { keyword: entry.keywords.join(', ') }),
    ...(notes.length > 0 && { note: notes.join('\n\n') }),
    custom: { ownwords: remainderOf(entry) },
  };
}

/** CSL-JSON: one list of items. */
export const cslJson: Writer = {
  before: '[\n',
  write: record => JSON.stringify(cslItem(record)),
  between: ',\n',
  after: '\n]\n',
};
