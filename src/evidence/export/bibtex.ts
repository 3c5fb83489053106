import type { Creator, EntryField } from '../record/entry.ts';
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
  pmid: 'pmid',
  pmcid: 'pmcid',
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

const braces: Readonly<Record<string, string>> = { '{': '\\textbraceleft{}', '}': '\\textbraceright{}' };

/**
 * Text as LaTeX prints it: its own signs are spelt out. BibTeX counts braces also behind a backslash: one without the other
 * would take in whatever follows in the file.
 */
function inLatex(text: string): string {
  const spelt = areInPairs(text) ? signs : { ...signs, ...braces };
  return flat(text).replace(/[\\~^{}#$%&_]/g, sign => spelt[sign] ?? `\\${sign}`);
}

function areInPairs(text: string): boolean {
  let open = 0;
  for (const [brace] of text.matchAll(/[{}]/g)) {
    open += brace === '{' ? 1 : -1;
    if (open < 0) return false;
  }
  return open === 0;
}

/** An address or a DOI as it is: programs and LaTeX’s own `\\url` print what stands there, sign by sign. */
const asItIs = (text: string) => flat(text).replace(/[\\{}]/g, encodeURIComponent);

// What stands in braces is not taken apart: an organisation, and the family name in which a comma or “and” would divide.
const nameIn = (creator: Creator) => {
  if ('name' in creator) return `{${inLatex(creator.name)}}`;
  const { family, given } = creator;
  const isWhole = given === undefined ? /\s/.test(family) : /,|\sand\s/i.test(family);
  const written = isWhole ? `{${inLatex(family)}}` : inLatex(family);
  if (given === undefined) return written;
  // BibTeX wants what follows a whole name between its two parts: “King, Jr., Martin Luther”.
  const [, first = given, suffix] = /^([^,]+), ((?:Jr|Sr)\.?|I{1,3}|IV)$/.exec(given) ?? [];
  return [written, ...(suffix === undefined ? [] : [suffix]), inLatex(first)].join(', ');
};
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
    ['doi', entry.doi && asItIs(entry.doi)],
    ['url', entry.url && asItIs(entry.url)],
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
