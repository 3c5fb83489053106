import { type Creator, type Entry, type EntryField, nameOf } from '../record/entry.ts';
import type { RecordType } from '../record/kinds.ts';
import { byRole, flat, partsOf, remainderLine } from './remainder.ts';
import type { Leaving, Writer } from './writer.ts';

const types: Readonly<Record<RecordType, string>> = {
  report: 'RPRT',
  evaluation: 'RPRT',
  'lived experience': 'RPRT',
  guidance: 'RPRT',
  article: 'JOUR',
  book: 'BOOK',
  chapter: 'CHAP',
  thesis: 'THES',
  'conference paper': 'CONF',
  legislation: 'STAT',
  bill: 'BILL',
  case: 'CASE',
  hearing: 'HEAR',
  dataset: 'DATA',
  preprint: 'UNPB',
  'newspaper article': 'NEWS',
  'magazine article': 'MGZN',
  'web page': 'ELEC',
  'blog post': 'BLOG',
  'encyclopaedia entry': 'ENCYC',
  'dictionary entry': 'DICT',
  manuscript: 'MANSCPT',
  letter: 'PCOMM',
  'e-mail': 'ICOMM',
  map: 'MAP',
  patent: 'PAT',
  film: 'MPCT',
  video: 'VIDEO',
  'sound recording': 'SOUND',
  artwork: 'ART',
  software: 'COMP',
  standard: 'STAND',
  presentation: 'SLIDE',
  interview: 'INTV',
  broadcast: 'MPCT',
  podcast: 'SOUND',
  'forum post': 'BLOG',
  document: 'GEN',
};

/** One tag for one field, in the order in which they are written. */
const tags = [
  ['TI', 'title'],
  ['ST', 'shortTitle'],
  ['T2', 'container'],
  ['J2', 'containerShort'],
  ['T3', 'series'],
  ['VL', 'volume'],
  ['IS', 'issue'],
  ['ET', 'edition'],
  ['PB', 'publisher'],
  ['CY', 'place'],
  ['M3', 'genre'],
  ['DO', 'doi'],
  ['SN', 'isbn'],
  ['SN', 'issn'],
  ['UR', 'url'],
  ['DP', 'source'],
  ['LA', 'language'],
  ['CN', 'shelfNumber'],
  ['AB', 'summary'],
  ['KW', 'keywords'],
  ['CR', 'rights'],
  ['N1', 'notes'],
] satisfies readonly (readonly [string, EntryField])[];

type Tags = Readonly<Partial<Record<string, string>>>;
// By what RIS calls a type. Other programs give some tags another meaning for it, and have another for the field.
const elsewhere: Readonly<Partial<Record<EntryField, Tags>>> = {
  container: { CONF: 'C3' },
  place: { CONF: 'C1' },
  series: { RPRT: 'T2' },
};
/** Fields for which most types have no tag. */
const ofTypes: Readonly<Partial<Record<EntryField, Tags>>> = {
  event: { CONF: 'T2', SLIDE: 'T2', CASE: 'PB' },
  seriesNumber: { BOOK: 'SV', CHAP: 'SV' },
  reportNumber: {
    ...{ RPRT: 'SN', DATA: 'NV', CASE: 'SV', PAT: 'SN' },
    ...{ STAT: 'M1', BILL: 'M1', HEAR: 'M1', THES: 'M1', STAND: 'M1', GEN: 'M1', ELEC: 'M1', CONF: 'M1' },
  },
};
const editors: Tags = {
  ...{ JOUR: 'A2', CHAP: 'A2', CONF: 'A2', GEN: 'A2', DICT: 'A2', ENCYC: 'A2', NEWS: 'A2' },
  BOOK: 'A3',
};
const seriesEditors: Tags = { BOOK: 'A2', RPRT: 'A2' };

const line = (tag: string, text: string) => `${tag}  - ${flat(text)}\r\n`;
const names = (tag: string, creators: readonly Creator[]) => creators.map(one => line(tag, nameOf(one)));

function dates({ date, year, accessed }: Entry): string[] {
  const parts = partsOf(date);
  const slashed = (of: readonly number[]) =>
    [0, 1, 2].map(place => of[place]?.toString().padStart(2, '0') ?? '').join('/');
  return [
    ...(year === undefined ? [] : [line('PY', String(year))]),
    ...(date === undefined ? [] : [line('DA', parts ? `${slashed(parts)}/` : date)]),
    ...(accessed === undefined
      ? []
      : [line('Y2', partsOf(accessed) ? `${accessed.replaceAll('-', '/')}/` : accessed)]),
  ];
}

function pages({ pages: text }: Entry): string[] {
  if (text === undefined) return [];
  const [, first, last] = /^(\S+?)\s?[-–]\s?(\S+)$/.exec(text) ?? [];
  return first && last ? [line('SP', first), line('EP', last)] : [line('SP', text)];
}

function tagged(entry: Entry): string[] {
  const type = types[entry.type];
  // A report number stands before an ISBN, which has the same tag: readers that want one take the first.
  const own = Object.entries(ofTypes).map(([field, by]) => [by[type], field as EntryField] as const);
  const general = tags.map(([tag, field]) => [tagOf(field, entry) ?? tag, field] as const);
  return [...own, ...general].flatMap(([tag, field]) => {
    const value = entry[field];
    const values = tag === undefined || value === undefined ? [] : Array.isArray(value) ? value : [value];
    return values.map(one => line(tag ?? '', String(one)));
  });
}

/** A report that stands in something keeps its series apart from that. */
const tagOf = (field: EntryField, entry: Entry) =>
  field === 'series' && entry.container !== undefined
    ? undefined
    : elsewhere[field as EntryField]?.[types[entry.type]];

function write({ number, entry, annotation }: Leaving): string {
  return [
    line('TY', types[entry.type]),
    line('ID', String(number)),
    ...names('AU', byRole(entry, 'author', 'contributor', 'inventor', 'artist', 'composer', 'director')),
    ...names(editors[types[entry.type]] ?? 'ED', byRole(entry, 'editor')),
    ...names(seriesEditors[types[entry.type]] ?? 'A3', byRole(entry, 'series editor')),
    ...names('A4', byRole(entry, 'translator')),
    ...[...tagged(entry), ...(annotation ? [line('N1', annotation)] : [])],
    ...[...dates(entry), ...pages(entry)],
    // The last of five tags that the format leaves to whoever writes.
    `U5  - ownwords:${remainderLine(entry)}\r\n`,
    'ER  - \r\n',
  ].join('');
}

/** RIS, as reference managers exchange it. */
export const ris: Writer = { before: '', write, between: '\r\n', after: '' };
