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
  | 'pageStart'
  | 'pageEnd'
  | 'articleNumber'
  | 'ownwords'
  | 'ignored';

/** No catalogue has so many; a table that has comes from somewhere else, and nobody could say what each of them holds. */
export const mostColumns = 300;

/** A heading as it is compared. */
export const plainHeading = (heading: string) => heading.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

/** What programs and people head their columns with, by the field that they mean. */
const aliases: Readonly<Record<string, readonly string[]>> = {
  title: ['title', 'titel', 'titre', 'teitl', 'documenttitle', 'articletitle', 'ti'],
  creators: ['creators'],
  author: [
    'author',
    'authors',
    'authorfullnames',
    'au',
    'autor',
    'autoren',
    'auteur',
    'auteurs',
    'awdur',
    'awduron',
    'creator',
  ],
  editor: ['editor', 'editors', 'golygydd'],
  translator: ['translator', 'translators'],
  type: ['type', 'itemtype', 'documenttype', 'publicationtype', 'dt', 'math'],
  summary: ['summary', 'abstract', 'abstractnote', 'description', 'crynodeb', 'ab'],
  date: ['date', 'publicationdate', 'published', 'dyddiad'],
  year: ['year', 'publicationyear', 'pubyear', 'jahr', 'annee', 'blwyddyn', 'py'],
  container: [
    'container',
    'publicationtitle',
    'journal',
    'journaltitle',
    'sourcetitle',
    'booktitle',
    'journalbook',
    'so',
  ],
  containerShort: ['containershort', 'journalabbreviation', 'abbreviatedsourcetitle', 'ji'],
  volume: ['volume', 'vol', 'vl'],
  issue: ['issue', 'number', 'no', 'is'],
  pages: ['pages', 'page', 'pp'],
  // Scopus and Web of Science part the pages of an article.
  pageStart: ['pagestart', 'startpage', 'firstpage', 'bp'],
  pageEnd: ['pageend', 'endpage', 'lastpage', 'ep'],
  articleNumber: ['articlenumber', 'artno', 'ar'],
  extent: ['extent', 'numpages', 'numberofpages', 'pagecount'],
  publisher: ['publisher', 'cyhoeddwr', 'pu', 'institution', 'organisation', 'organization'],
  place: ['place', 'publisherplace', 'placeofpublication', 'city', 'pi', 'lleoliad'],
  country: ['country', 'gwlad'],
  series: ['series', 'seriestitle'],
  seriesNumber: ['seriesnumber'],
  edition: ['edition'],
  reportNumber: ['reportnumber'],
  doi: ['doi', 'do', 'di'],
  isbn: ['isbn', 'bn'],
  issn: ['issn', 'eissn', 'sn', 'ei'],
  pmid: ['pmid', 'pubmedid', 'pm'],
  pmcid: ['pmcid'],
  url: ['url', 'link', 'articleurl', 'webaddress', 'address', 'ur'],
  accessed: ['accessed', 'accessdate', 'dateaccessed'],
  language: ['language', 'languageoforiginaldocument', 'iaith', 'la'],
  keywords: [
    'keywords',
    'keyword',
    'tags',
    'manualtags',
    'automatictags',
    'subjects',
    'authorkeywords',
    'indexkeywords',
    'de',
    'allweddeiriau',
    'kw',
  ],
  notes: ['notes', 'note', 'extra', 'nodiadau'],
  shelfNumber: ['shelfnumber', 'callnumber', 'shelfmark', 'classmark'],
  source: ['source', 'librarycatalog', 'database'],
  rights: ['rights', 'copyright'],
  event: ['event', 'conferencename', 'meetingname', 'court'],
  genre: ['genre'],
  shortTitle: ['shorttitle'],
  ownwords: ['ownwords'],
  ignored: ['key', 'dateadded', 'datemodified', 'fileattachments', 'linkattachments', 'id'],
};
const byAlias = new Map(
  Object.entries(aliases).flatMap(([column, names]) => names.map(name => [name, column as Column])),
);
/** Beside “Item Type”, Zotero’s “Type” says of what kind a thesis or a report is, and its “Number” is no issue. */
const byZotero: ReadonlyMap<string, Column> = new Map([
  ['type', 'genre'],
  ['number', 'reportNumber'],
]);
const known = new Set<string>([
  ...Object.keys(entrySchema.shape),
  ...['author', 'editor', 'translator', 'pageStart', 'pageEnd', 'articleNumber', 'ignored'],
]);

/** Whether a column of a table can be said to hold this. */
export const isColumn = (name: string): boolean => known.has(name);

/** Which column of a table holds what: by the mapping where there is one, else by its headings. */
export function columnsOf(headings: readonly string[], mapping?: CsvMapping): (Column | undefined)[] {
  // Our own export names its columns by the fields and counts its records; a list adds a column, and so may anybody.
  const isOwn = headings.includes('ownwords');
  if (isOwn) return headings.map(heading => (heading === 'number' ? 'ignored' : columnNamed(heading)));
  const isOfZotero = headings.some(heading => plainHeading(heading) === 'itemtype');
  if (mapping === undefined) return headings.map(heading => columnHeaded(heading, isOfZotero));
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

function columnHeaded(heading: string, isOfZotero: boolean): Column | undefined {
  const plain = plainHeading(heading);
  if (isOfZotero && byZotero.has(plain)) return byZotero.get(plain);
  return byAlias.get(plain) ?? columnNamed(heading);
}
