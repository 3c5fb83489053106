import { entrySchema } from '../../record/entry.ts';

/**
 * For a table: which of its headings hold which field of an entry, as {"title": "Title of the report"} or, where there are
 * several, {"author": ["First author", "Second author"], "ignored": ["Shelf"]}.
 */
export type CsvMapping = Readonly<Record<string, string | readonly string[]>>;

/** What a column of a table may hold: a field of an entry, or what several of them are made of. */
export type Column =
  | keyof typeof entrySchema.shape
  | 'author'
  | 'editor'
  | 'translator'
  | 'ownwords'
  | 'ignored';

/** A heading as it is compared. */
export const plainHeading = (heading: string) => heading.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

/** What programs and people head their columns with, by the field that they mean. */
const aliases: Readonly<Record<string, readonly string[]>> = {
  title: ['title', 'titel', 'teitl', 'documenttitle', 'articletitle', 'ti'],
  creators: ['creators'],
  author: ['author', 'authors', 'authorfullnames', 'au', 'awdur', 'awduron', 'creator'],
  editor: ['editor', 'editors', 'golygydd'],
  translator: ['translator', 'translators'],
  type: ['type', 'itemtype', 'documenttype', 'publicationtype', 'math'],
  summary: ['summary', 'abstract', 'abstractnote', 'description', 'crynodeb', 'ab'],
  date: ['date', 'publicationdate', 'published', 'dyddiad'],
  year: ['year', 'publicationyear', 'pubyear', 'blwyddyn', 'py'],
  container: [
    'container',
    'publicationtitle',
    'journal',
    'journaltitle',
    'sourcetitle',
    'booktitle',
    'source title',
  ],
  containerShort: ['containershort', 'journalabbreviation', 'abbreviatedsourcetitle'],
  volume: ['volume', 'vol'],
  issue: ['issue', 'number', 'no'],
  pages: ['pages', 'page', 'pp'],
  extent: ['extent', 'numpages', 'numberofpages', 'pagecount'],
  publisher: ['publisher', 'cyhoeddwr', 'institution', 'organisation', 'organization'],
  place: ['place', 'publisherplace', 'placeofpublication', 'city', 'lleoliad'],
  country: ['country', 'gwlad'],
  series: ['series', 'seriestitle'],
  seriesNumber: ['seriesnumber'],
  edition: ['edition'],
  reportNumber: ['reportnumber'],
  doi: ['doi', 'do'],
  isbn: ['isbn'],
  issn: ['issn', 'eissn'],
  pmid: ['pmid', 'pubmedid'],
  pmcid: ['pmcid'],
  url: ['url', 'link', 'webaddress', 'address', 'ur'],
  accessed: ['accessed', 'accessdate', 'dateaccessed'],
  language: ['language', 'languageoforiginaldocument', 'iaith', 'la'],
  keywords: [
    'keywords',
    'keyword',
    'tags',
    'manualtags',
    'subjects',
    'authorkeywords',
    'allweddeiriau',
    'kw',
  ],
  notes: ['notes', 'note', 'extra', 'nodiadau'],
  shelfNumber: ['shelfnumber', 'callnumber', 'shelfmark', 'classmark'],
  source: ['source', 'librarycatalog', 'database'],
  rights: ['rights', 'copyright'],
  genre: ['genre'],
  shortTitle: ['shorttitle'],
  ownwords: ['ownwords'],
  ignored: ['key', 'dateadded', 'datemodified', 'fileattachments', 'linkattachments', 'id'],
};
const byAlias = new Map(
  Object.entries(aliases).flatMap(([column, names]) => names.map(name => [name, column as Column])),
);
const known = new Set<string>([
  ...Object.keys(entrySchema.shape),
  ...['author', 'editor', 'translator', 'ignored'],
]);

/** Which column of a table holds what: by the mapping where there is one, else by its headings. */
export function columnsOf(headings: readonly string[], mapping?: CsvMapping): (Column | undefined)[] {
  // Our own export names its columns by the fields and counts its records; a list adds a column, and so may anybody.
  const isOwn = headings.includes('ownwords');
  if (isOwn) return headings.map(heading => (heading === 'number' ? 'ignored' : columnNamed(heading)));
  if (mapping === undefined)
    return headings.map(heading => byAlias.get(plainHeading(heading)) ?? columnNamed(heading));
  const wanted = Object.entries(mapping).filter(([field]) => known.has(field));
  return headings.map(
    heading =>
      wanted.find(([, names]) =>
        [names].flat().some(name => plainHeading(name) === plainHeading(heading)),
      )?.[0] as Column | undefined,
  );
}

const columnNamed = (heading: string): Column | undefined =>
  known.has(heading) || heading === 'ownwords' ? (heading as Column) : undefined;
