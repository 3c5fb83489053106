import { type Creator, type EntryField, nameOf } from '../record/entry.ts';
import type { RecordType } from '../record/kinds.ts';
import { byRole, flat, remainderLine } from './remainder.ts';
import type { Leaving, Writer } from './writer.ts';

const types: Readonly<Record<RecordType, string>> = {
  report: 'techreport',
  evaluation: 'techreport',
  'lived experience': 'techreport',
  guidance: 'techreport',
  article: 'article',
  book: 'book',
  chapter: 'incollection',
  thesis: 'phdthesis',
  'conference paper': 'inproceedings',
  legislation: 'legislation',
  bill: 'legislation',
  case: 'jurisdiction',
  hearing: 'misc',
  dataset: 'dataset',
  preprint: 'unpublished',
  'newspaper article': 'article',
  'magazine article': 'article',
  'web page': 'online',
  'blog post': 'online',
  'encyclopaedia entry': 'inreference',
  'dictionary entry': 'inreference',
  manuscript: 'unpublished',
  letter: 'letter',
  'e-mail': 'letter',
  map: 'misc',
  patent: 'patent',
  film: 'movie',
  video: 'video',
  'sound recording': 'audio',
  artwork: 'artwork',
  software: 'software',
  standard: 'standard',
  presentation: 'unpublished',
  interview: 'misc',
  broadcast: 'video',
  podcast: 'audio',
  'forum post': 'online',
  document: 'misc',
};

const publisherOf = (type: RecordType) =>
  types[type] === 'techreport' ? 'institution' : type === 'thesis' ? 'school' : 'publisher';
const containerOf = (type: RecordType) => (types[type] === 'article' ? 'journal' : 'booktitle');

/** The names of fields that are always the same. */
const names = {
  title: 'title',
  shortTitle: 'shorttitle',
  containerShort: 'shortjournal',
  series: 'series',
  volume: 'volume',
  edition: 'edition',
  genre: 'type',
  event: 'eventtitle',
  place: 'address',
  doi: 'doi',
  pmid: 'pmid',
  pmcid: 'pmcid',
  url: 'url',
  accessed: 'urldate',
  language: 'language',
  extent: 'pagetotal',
  summary: 'abstract',
  rights: 'copyright',
  source: 'library',
  shelfNumber: 'call-number',
} as const satisfies { readonly [F in EntryField]?: string };

const signs: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
};

/** Text as LaTeX prints it: its own signs are spelt out. */
const inLatex = (text: string) => flat(text).replace(/[\\~^{}#$%&_]/g, sign => signs[sign] ?? `\\${sign}`);

// An organisation in braces is not taken apart into given and family names.
const nameIn = (creator: Creator) =>
  'name' in creator ? `{${inLatex(creator.name)}}` : inLatex(nameOf(creator));
const people = (creators: readonly Creator[]) => creators.map(nameIn).join(' and ') || undefined;

/** A key that says whose it is and when, and stays one of a kind: “hayes2011-12”. */
function keyOf({ number, entry }: Leaving): string {
  const [first] = entry.creators ?? [];
  const whose = first && ('name' in first ? first.name : first.family);
  const word = /[a-z]+/.exec((whose ?? entry.title).normalize('NFKD').toLowerCase())?.[0] ?? 'record';
  return `${word}${entry.year ?? ''}-${number}`;
}

function fieldsOf({ entry, annotation }: Leaving): [string, string | undefined][] {
  const text = (value: string | undefined) => value && inLatex(value);
  const list = (values: readonly string[] | undefined) => values && inLatex(values.join(', '));
  return [
    ['author', people(byRole(entry, 'author', 'contributor', 'inventor', 'artist', 'composer', 'director'))],
    ['editor', people(byRole(entry, 'editor'))],
    ['translator', people(byRole(entry, 'translator'))],
    ...Object.entries(names).map(([field, name]): [string, string | undefined] => [
      name,
      text(entry[field as keyof typeof names]),
    ]),
    [containerOf(entry.type), text(entry.container)],
    [publisherOf(entry.type), text(entry.publisher)],
    ['number', text(entry.issue ?? entry.reportNumber ?? entry.seriesNumber)],
    ['pages', entry.pages && inLatex(entry.pages.replace(/^(\w+)\s?[-–]\s?(\w+)$/, '$1--$2'))],
    ['year', entry.year === undefined ? undefined : String(entry.year)],
    ['date', text(entry.date)],
    ['isbn', list(entry.isbn)],
    ['issn', list(entry.issn)],
    ['keywords', list(entry.keywords)],
    ['note', text(entry.notes?.join(' '))],
    ['annote', text(annotation)],
    ['ownwords', inLatex(remainderLine(entry))],
  ];
}

function write(record: Leaving): string {
  const fields = fieldsOf(record).flatMap(([name, value]) => (value ? [`  ${name} = {${value}}`] : []));
  return `@${types[record.entry.type]}{${keyOf(record)},\n${fields.join(',\n')}\n}\n`;
}

/** BibTeX, with the fields of BibLaTeX where BibTeX has none. */
export const bibtex: Writer = { before: '', write, between: '\n', after: '' };
