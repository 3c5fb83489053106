import { entrySchema } from '../../record/entry.ts';
import type { CreatorRole } from '../../record/kinds.ts';

/**
 * For a table: which of its headings hold which field of an entry, as {"title": "Title of the report"} or, where there are
 * several, {"author": ["First author", "Second author"], "ignored": ["Shelf"]}.
 */
export type CsvMapping = Readonly<Record<string, string | readonly string[]>>;

/** Whom a column of a table may name. */
export const namedRoles = [
  ...(['author', 'editor', 'translator', 'contributor', 'series editor', 'book author'] as const),
] as const satisfies readonly CreatorRole[];

/** What a column of a table may hold: a field of an entry, or what several of them are made of. */
export type Column =
  | keyof typeof entrySchema.shape
  | (typeof namedRoles)[number]
  | 'subtitle'
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
  subtitle: ['subtitle', 'untertitel', 'soustitre', 'isdeitl'],
  creators: ['creators'],
  author: [
    'author',
    'authors',
    'authorfullnames',
    'af',
    'groupauthors',
    'ca',
    'au',
    'autor',
    'autoren',
    'auteur',
    'auteurs',
    'awdur',
    'awduron',
    'creator',
  ],
  editor: ['editor', 'editors', 'bookeditors', 'be', 'golygydd', 'herausgeber'],
  translator: ['translator', 'translators', 'übersetzer', 'traducteur'],
  contributor: ['contributor', 'contributors'],
  'series editor': ['serieseditor', 'serieseditors'],
  'book author': ['bookauthor', 'bookauthors', 'ba'],
  type: ['type', 'itemtype', 'documenttype', 'publicationtype', 'dt', 'math'],
  summary: [
    'summary',
    'abstract',
    'abstractnote',
    'description',
    'crynodeb',
    'ab',
    'zusammenfassung',
    'résumé',
  ],
  date: [
    ...[
      'date',
      'publicationdate',
      'dateofpublication',
      'datepublished',
      'dateissued',
      'published',
      'dyddiad',
    ],
    ...['pd', 'datum'],
  ],
  year: [
    ...[
      'year',
      'publicationyear',
      'yearofpublication',
      'yearpublished',
      'pubyear',
      'jahr',
      'erscheinungsjahr',
    ],
    ...['année', 'annee', 'blwyddyn', 'py'],
  ],
  container: [
    'container',
    'publicationtitle',
    'publication',
    'zeitschrift',
    'revue',
    'cyfnodolyn',
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
  pages: ['pages', 'page', 'pp', 'seiten', 'tudalennau'],
  // Scopus and Web of Science part the pages of an article.
  pageStart: ['pagestart', 'startpage', 'firstpage', 'bp'],
  pageEnd: ['pageend', 'endpage', 'lastpage', 'ep'],
  articleNumber: ['articlenumber', 'artno', 'ar'],
  extent: ['extent', 'numpages', 'numberofpages', 'noofpages', 'pagecount', 'seitenzahl'],
  publisher: ['publisher', 'cyhoeddwr', 'pu', 'verlag', 'institution', 'organisation', 'organization'],
  place: [
    ...['place', 'publisherplace', 'placeofpublication', 'placepublished', 'city', 'publishercity', 'pi'],
    ...['lleoliad', 'ort', 'erscheinungsort', 'lieu'],
  ],
  country: ['country', 'gwlad', 'land', 'pays'],
  series: ['series', 'seriestitle', 'bookseriestitle', 'reihe', 'cyfres'],
  seriesNumber: ['seriesnumber'],
  edition: ['edition', 'auflage', 'argraffiad'],
  reportNumber: ['reportnumber', 'reportno', 'documentnumber'],
  doi: ['doi', 'do', 'di'],
  isbn: ['isbn', 'isbns', 'bn'],
  issn: ['issn', 'eissn', 'sn', 'ei'],
  pmid: ['pmid', 'pubmedid', 'pm'],
  pmcid: ['pmcid'],
  url: ['url', 'link', 'articleurl', 'webaddress', 'address', 'ur'],
  accessed: ['accessed', 'accessdate', 'dateaccessed'],
  language: ['language', 'languageoforiginaldocument', 'iaith', 'la', 'sprache', 'langue'],
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
    'schlagwörter',
    'schlagworte',
    'motsclés',
    'kw',
  ],
  notes: ['notes', 'note', 'extra', 'nodiadau'],
  shelfNumber: ['shelfnumber', 'callnumber', 'shelfmark', 'classmark'],
  source: ['source', 'librarycatalog', 'database'],
  rights: ['rights', 'copyright'],
  event: ['event', 'conferencename', 'conferencetitle', 'meetingname', 'court'],
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
  ...[...namedRoles, 'subtitle', 'pageStart', 'pageEnd', 'articleNumber', 'ignored'],
]);

/** Whether a column of a table can be said to hold this. */
export const isColumn = (name: string): boolean => known.has(name);

/** Which column of a table holds what: by the mapping where there is one, else by its headings. */
export function columnsOf(headings: readonly string[], mapping?: CsvMapping): (Column | undefined)[] {
  // Our own export names its columns by the fields and counts its records; a list adds a column, and so may anybody.
  const isOwn = headings.includes('ownwords');
  if (isOwn) return headings.map(heading => (heading === 'number' ? 'ignored' : columnNamed(heading)));
  const isOfZotero = headings.some(heading => plainHeading(heading) === 'itemtype');
  if (mapping === undefined)
    return withFullNames(
      headings,
      headings.map(heading => columnHeaded(heading, isOfZotero)),
    );
  const wanted = new Map(
    Object.entries(mapping)
      .filter(([field]) => known.has(field))
      .flatMap(([field, names]) => [names].flat().map(name => [plainHeading(name), field as Column] as const))
      // Where two fields name the same heading, the first has it.
      .reverse(),
  );
  return headings.map(heading => wanted.get(plainHeading(heading)));
}

/** Scopus and Web of Science name the same people twice: with initials, and in another column in full. */
function withFullNames(headings: readonly string[], columns: (Column | undefined)[]) {
  const plain = headings.map(plainHeading);
  const short = ['authors', 'au'].map(name => plain.indexOf(name));
  const hasFull = plain.includes('authorfullnames') || plain.includes('af');
  return columns.map((column, at) => (hasFull && short.includes(at) ? 'ignored' : column));
}

const columnNamed = (heading: string): Column | undefined =>
  known.has(heading) || heading === 'ownwords' ? (heading as Column) : undefined;

function columnHeaded(heading: string, isOfZotero: boolean): Column | undefined {
  const plain = plainHeading(heading);
  if (isOfZotero && byZotero.has(plain)) return byZotero.get(plain);
  return byAlias.get(plain) ?? columnNamed(heading);
}
