import assert from 'node:assert/strict';
import { createReadStream, existsSync, readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { Entry } from '../record/entry.ts';
import { dateOf } from './dates.ts';
import { type Format, parseRecords } from './index.ts';

/** Files of a public importer's test cases with the items that it makes of them; no part of this repository. */
const data = new URL('../../../../shared/data/biblio/', import.meta.url);
const folders: Readonly<Record<string, Format>> = {
  ris: 'ris',
  bibtex: 'bibtex',
  'endnote-xml': 'endnote-xml',
  referbibix: 'refer',
  medlinenbib: 'nbib',
  'pubmed-xml': 'pubmed-xml',
  marc: 'marc',
  marcxml: 'marcxml',
  'csl-json': 'csl-json',
};

type Creator = { lastName?: string; firstName?: string; creatorType?: string };
type Item = Record<string, unknown> & {
  itemType: string;
  creators?: Creator[];
  tags?: (string | { tag: string })[];
  notes?: (string | { note: string })[];
};

const types: Readonly<Record<string, string>> = {
  article: 'journalArticle',
  chapter: 'bookSection',
  'conference paper': 'conferencePaper',
  'web page': 'webpage',
  'blog post': 'blogPost',
  'e-mail': 'email',
  'newspaper article': 'newspaperArticle',
  'magazine article': 'magazineArticle',
  legislation: 'statute',
  software: 'computerProgram',
  'sound recording': 'audioRecording',
  video: 'videoRecording',
  'encyclopaedia entry': 'encyclopediaArticle',
  'dictionary entry': 'dictionaryEntry',
};

const roles: Readonly<Record<string, string>> = {
  'series editor': 'seriesEditor',
  'cast member': 'castMember',
  writer: 'wordsBy',
  attorney: 'attorneyAgent',
  'book author': 'bookAuthor',
};

/** Where our entry keeps what the items have under a name of theirs; the first that has something counts. */
const places: Readonly<Record<string, readonly string[]>> = {
  title: ['title'],
  caseName: ['shortTitle', 'title'],
  nameOfAct: ['shortTitle', 'title'],
  subject: ['title'],
  shortTitle: ['shortTitle'],
  abstractNote: ['summary'],
  date: ['date'],
  dateDecided: ['date'],
  dateEnacted: ['date'],
  issueDate: ['date'],
  publicationTitle: ['container'],
  bookTitle: ['container'],
  proceedingsTitle: ['container'],
  conferenceName: ['event'],
  dictionaryTitle: ['container'],
  encyclopediaTitle: ['container'],
  websiteTitle: ['container'],
  blogTitle: ['container'],
  reporter: ['container'],
  journalAbbreviation: ['containerShort'],
  volume: ['volume'],
  reporterVolume: ['volume'],
  codeVolume: ['+codeVolume'],
  codeNumber: ['+codeNumber'],
  issue: ['issue'],
  pages: ['pages', 'extent'],
  firstPage: ['pages'],
  codePages: ['+codePages'],
  numPages: ['extent', 'pages'],
  runningTime: ['+runningTime'],
  edition: ['edition'],
  series: ['series'],
  seriesTitle: ['series'],
  seriesNumber: ['seriesNumber'],
  place: ['place'],
  repositoryLocation: ['place'],
  publisher: ['publisher'],
  institution: ['publisher'],
  university: ['publisher'],
  company: ['publisher'],
  label: ['publisher'],
  studio: ['publisher'],
  distributor: ['publisher'],
  repository: ['publisher', 'container'],
  court: ['event'],
  DOI: ['doi'],
  ISBN: ['isbn'],
  ISSN: ['issn'],
  PMID: ['pmid'],
  PMCID: ['pmcid'],
  url: ['url'],
  language: ['language'],
  programmingLanguage: ['+programmingLanguage'],
  callNumber: ['shelfNumber'],
  libraryCatalog: ['source'],
  archive: ['+archive'],
  archiveLocation: ['+archiveLocation'],
  archiveID: ['+pii'],
  reportNumber: ['reportNumber'],
  billNumber: ['reportNumber'],
  patentNumber: ['reportNumber'],
  docketNumber: ['reportNumber'],
  documentNumber: ['reportNumber'],
  publicLawNumber: ['reportNumber'],
  identifier: ['reportNumber'],
  applicationNumber: ['+applicationNumber'],
  reportType: ['genre'],
  thesisType: ['genre'],
  manuscriptType: ['genre'],
  mapType: ['genre'],
  websiteType: ['genre'],
  letterType: ['genre'],
  artworkMedium: ['genre'],
  genre: ['genre'],
  artworkSize: ['+size'],
  rights: ['rights'],
  numberOfVolumes: ['+numberOfVolumes', '+number'],
  section: ['+section'],
  session: ['+session'],
  history: ['+history'],
  legislativeBody: ['+legislativeBody'],
  committee: ['+committee'],
  code: ['+code'],
  versionNumber: ['+version'],
  videoRecordingFormat: ['+format'],
  audioRecordingFormat: ['+format'],
  scale: ['+scale'],
  assignee: ['+assignee'],
  issuingAuthority: ['+issuingAuthority'],
  country: ['country'],
  legalStatus: ['+legalStatus'],
  priorityNumbers: ['+priorityNumbers'],
  references: ['+references'],
};

const plain = (value: unknown) =>
  String(value ?? '')
    .replace(/<[^>]+>/g, '')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
const set = (values: readonly unknown[]) => [...new Set(values.map(plain))].filter(Boolean).sort();

/** What the two say of a field, made comparable; undefined where there is nothing to compare. */
function pair(field: string, item: Item, entry: Entry): readonly [string, string] | undefined {
  const value = item[field];
  if (field === 'itemType') return [types[entry.type] ?? entry.type, item.itemType];
  if (field === 'creators') return [creatorsOf(entry), creatorsIn(item)];
  if (field === 'tags')
    return [
      set(entry.keywords ?? []).join(),
      set((item.tags ?? []).map(one => (typeof one === 'string' ? one : one.tag))).join(),
    ];
  const where = places[field];
  if (where === undefined || typeof value !== 'string') return undefined;
  // A word is no number of a book or journal: the files of examples say “ISBN” where one would stand.
  if (/^IS[BS]N$/.test(field) && !/\d/.test(value)) return undefined;
  // “0000” stands where that importer found no year among words that are none.
  if (places[field]?.[0] === 'date' && value.startsWith('0000')) return undefined;
  const ours = where.map(place => valueAt(entry, place)).filter(Boolean);
  const expected = where[0] === 'date' ? dateOf(value) : value;
  return [ours.find(one => isSame(field, one, expected)) ?? ours[0] ?? '', expected];
}

function valueAt(entry: Entry, place: string): string {
  const value = place.startsWith('+') ? entry.others?.[place.slice(1)] : entry[place as keyof Entry];
  return Array.isArray(value) ? value.join(' ') : String(value ?? '');
}

/** The number of pages is all that the items keep of “XIII, 514 S.”; of several ISSNs the first may be all. */
function isSame(field: string, ours: string, expected: string): boolean {
  if (field === 'numPages') return ours.match(/\d+/g)?.includes(expected) || plain(ours) === plain(expected);
  return plain(ours) === plain(expected);
}

const creatorsOf = ({ creators = [] }: Entry) =>
  creators
    .map(one =>
      `${roles[one.role] ?? one.role} ${'name' in one ? plain(one.name) : `${plain(one.family)} ${plain(one.given)}`}`.trim(),
    )
    .sort()
    .join();
const creatorsIn = ({ creators = [] }: Item) =>
  creators
    .map(({ creatorType, lastName, firstName }) =>
      `${creatorType} ${plain(lastName)} ${plain(firstName)}`.trim(),
    )
    .sort()
    .join();

type Score = { same: number; all: number; differ: string[] };

function compare(score: Score, item: Item, entry: Entry | undefined) {
  for (const field of Object.keys(item)) {
    const both = entry === undefined ? undefined : pair(field, item, entry);
    if (both === undefined || both[1] === '') continue;
    score.all += 1;
    if (isSame(field, ...both)) score.same += 1;
    else score.differ.push(`${field}: ${both[0].slice(0, 90)} ≠ ${both[1].slice(0, 90)}`);
  }
}

for (const [folder, format] of Object.entries(folders)) {
  const place = new URL(`${folder}/`, data);
  const skip = existsSync(place) ? false : `SKIPPED: the public test cases are not at ${place.pathname}`;
  test(`what comes from ${folder} agrees with what a public importer makes of it`, {
    skip,
  }, async context => {
    const score: Score = { same: 0, all: 0, differ: [] };
    for (const name of readdirSync(place).filter(file => file.endsWith('.input.txt'))) {
      const items: Item[] = JSON.parse(
        readFileSync(new URL(name.replace('.input.txt', '.expected.json'), place), 'utf8'),
      );
      const records = await Array.fromAsync(parseRecords(createReadStream(new URL(name, place)), { format }));
      const entries = records.flatMap(({ entry }) => (entry === undefined ? [] : [entry]));
      assert.equal(entries.length, items.length, name);
      for (const [at, item] of items.entries()) compare(score, item, entries[at]);
    }
    context.diagnostic(
      `${folder}: ${score.same} of ${score.all} fields, ${((100 * score.same) / score.all).toFixed(1)} %`,
    );
    for (const line of score.differ.slice(0, 90)) context.diagnostic(line);
    assert.ok(score.same >= 0.95 * score.all);
  });
}
