import type { RecordType } from '../../record/kinds.ts';
import { dateOf } from '../dates.ts';
import { add, type Draft, draftAt, finish, keep, overlay, put } from '../draft.ts';
import { putDoi, putNumbers } from '../identifiers.ts';
import type { ParsedRecord, Problem } from '../problem.ts';
import { fieldsOf, firstOf, type MarcField, type MarcRecord, unpunctuated, valuesOf } from './fields.ts';
import { takeNames } from './names.ts';

/** What a record of MARC 21 says (MARC 21 Format for Bibliographic Data, Library of Congress). */
export function fillMarc(
  record: MarcRecord,
  about: { line: number; raw: string; problems: readonly Problem[] },
): ParsedRecord {
  const draft = draftAt(about.line, typeOf(record));
  draft.problems.push(...about.problems);
  takeTitle(draft, record);
  takeNames(draft, record);
  takePublication(draft, record);
  takeNumbers(draft, record);
  takeHost(draft, record);
  takeNotes(draft, record);
  takeSubjects(draft, record);
  takeRemainder(draft, record);
  return finish(draft, about.raw);
}

const kinds: Readonly<Record<string, RecordType>> = {
  e: 'map',
  f: 'map',
  g: 'film',
  i: 'sound recording',
  j: 'sound recording',
  k: 'artwork',
  r: 'artwork',
  d: 'manuscript',
  t: 'manuscript',
};

/** Leader 06 is the kind of the record, 07 whether it is a part of something. */
function typeOf(record: MarcRecord): RecordType {
  const kind = record.leader[6] ?? 'a';
  const level = record.leader[7] ?? 'm';
  if (fieldsOf(record, '502').length > 0) return 'thesis';
  if (level === 'b') return 'article';
  if (level === 'a')
    return fieldsOf(record, '773').some(field => firstOf(field, 'x') !== '') ? 'article' : 'chapter';
  return Object.hasOwn(kinds, kind) ? (kinds[kind] ?? 'book') : 'book';
}

function takeTitle(draft: Draft, record: MarcRecord) {
  const field = fieldsOf(record, '245')[0];
  let title = '';
  for (const [code, value] of field?.subfields ?? []) {
    const part = unpunctuated(value.replace(/[\u0098\u009c]/g, ''));
    if (part === '' || !'abnpk'.includes(code)) continue;
    const isNumbered = code === 'p' && /(?:^|[\s.])\S+$/.test(title) && firstOf(field, 'n') !== '';
    const sign = title === '' ? '' : code === 'b' || isNumbered ? ': ' : '. ';
    title += `${sign}${part}`;
  }
  put(draft, 'title', title);
  const form = firstOf(field, 'h').replace(/[[\]]/g, '');
  if (form !== '') keep(draft, 'format', unpunctuated(form));
  const other = fieldsOf(record, '246')[0];
  keep(draft, 'otherTitle', valuesOf(other, 'ab').map(unpunctuated).join(': '));
  keep(draft, 'uniformTitle', unpunctuated(firstOf(fieldsOf(record, '130', '240')[0], 'a')));
}

/** 264 with the second indicator 1 is publication; 260 stood for it before RDA. */
function takePublication(draft: Draft, record: MarcRecord) {
  const published = fieldsOf(record, '264').find(({ indicators }) => indicators[1] === '1');
  const field = published ?? fieldsOf(record, '260', '264')[0];
  put(draft, 'place', valuesOf(field, 'a').map(bracketless).join(' '));
  put(draft, 'publisher', valuesOf(field, 'b').map(bracketless).join(' '));
  const fixed = record.controls.get('008') ?? '';
  const said = valuesOf(field, 'c').join(' ');
  const year = /(?<!\d)[12]\d{3}(?!\d)/.exec(said)?.[0] ?? /^[12]\d{3}$/.exec(fixed.slice(7, 11))?.[0];
  const whole = dateOf(unpunctuated(said));
  put(draft, 'date', /^\d{4}-\d{2}/.test(whole) ? whole : (year ?? unpunctuated(said)));
  put(draft, 'edition', unpunctuated(firstOf(fieldsOf(record, '250')[0], 'a')));
  put(draft, 'extent', extentOf(fieldsOf(record, '300')[0]));
  const series = fieldsOf(record, '490', '440', '830')[0];
  put(draft, 'series', valuesOf(series, 'anp').map(unpunctuated).join('. '));
  put(draft, 'seriesNumber', unpunctuated(firstOf(series, 'v')));
  const coded = fixed.slice(35, 38);
  put(
    draft,
    'language',
    firstOf(fieldsOf(record, '041')[0], 'a') ||
      (/^[a-z]{3}$/.test(coded) && coded !== 'und' && coded !== 'zxx' ? coded : ''),
  );
}

const bracketless = (text: string) => unpunctuated(text).replace(/^\[([^[\]]*)\]$/, '$1');
const extentOf = (field: MarcField | undefined) => unpunctuated(firstOf(field, 'a'));

function takeNumbers(draft: Draft, record: MarcRecord) {
  for (const field of fieldsOf(record, '020', '022')) {
    for (const value of valuesOf(field, 'a'))
      if (!putNumbers(draft, value, draft.line)) keep(draft, field.tag, value);
  }
  for (const field of fieldsOf(record, '024')) {
    const [scheme, id] = [firstOf(field, '2').toLowerCase(), firstOf(field, 'a')];
    if (scheme === 'doi') putDoi(draft, id, draft.line);
    else if (scheme === 'pmid' || scheme === 'pmcid') put(draft, scheme, id);
  }
  for (const field of fieldsOf(record, '035')) {
    const [, number] = /^\(OCoLC\)(.*)$/.exec(firstOf(field, 'a')) ?? [];
    if (number) keep(draft, 'oclc', number);
  }
  keep(draft, 'lccn', firstOf(fieldsOf(record, '010')[0], 'a'));
  put(draft, 'reportNumber', firstOf(fieldsOf(record, '088', '027')[0], 'a'));
  const shelved = fieldsOf(record, '852').map(field => valuesOf(field, 'khij').join(' '))[0];
  const classed = fieldsOf(record, '050', '090', '099')[0] ?? fieldsOf(record, '060', '080', '082', '084')[0];
  put(
    draft,
    'shelfNumber',
    shelved || valuesOf(classed, classed?.tag.startsWith('08') ? 'a' : 'ab').join(' '),
  );
  for (const field of fieldsOf(record, '856')) {
    // The second indicator 2 says that the address is of something else: a table of contents, a cover.
    const isIt = field.indicators[1] !== '2';
    for (const url of valuesOf(field, 'u')) if (!isIt || !put(draft, 'url', url)) keep(draft, 'url', url);
  }
}

/** 773: what it is a part of; $g says volume, issue and pages in words. */
function takeHost(draft: Draft, record: MarcRecord) {
  const host = fieldsOf(record, '773')[0];
  const part = valuesOf(host, 'g').join(' ');
  put(draft, 'container', unpunctuated(firstOf(host, 't')));
  put(draft, 'containerShort', firstOf(host, 'p'));
  put(draft, 'volume', /\b(?:vol|v|bd|jg|cyf)\.?\s*(\w+)/i.exec(part)?.[1] ?? '');
  put(draft, 'issue', /\b(?:no|nr|issue|iss|h|rhif)\.?\s*(\w+)/i.exec(part)?.[1] ?? '');
  put(draft, 'pages', /\b(?:pp?|s|pages?|tt?)\.?\s*([\w–-]+)/i.exec(part)?.[1] ?? '');
  for (const value of valuesOf(host, 'xz')) putNumbers(draft, value, draft.line);
  const event = fieldsOf(record, '111', '711')[0];
  put(draft, 'event', unpunctuated(valuesOf(event, 'ancd').join(' ')));
}

const noted = [
  '500',
  '501',
  '504',
  '505',
  '508',
  '511',
  '515',
  '518',
  '521',
  '530',
  '533',
  '534',
  '538',
  '545',
  '550',
  '580',
  '586',
  '588',
];

function takeNotes(draft: Draft, record: MarcRecord) {
  put(
    draft,
    'summary',
    fieldsOf(record, '520')
      .map(field => valuesOf(field, 'ab').join(' '))
      .join('\n'),
  );
  for (const field of fieldsOf(record, ...noted)) add(draft, 'notes', valuesOf(field, 'abcgrt').join(' '));
  const thesis = fieldsOf(record, '502')[0];
  put(draft, 'genre', firstOf(thesis, 'b') || unpunctuated(firstOf(thesis, 'a')));
  put(draft, 'publisher', firstOf(thesis, 'c'));
  put(draft, 'rights', firstOf(fieldsOf(record, '506')[0], 'a'));
  put(draft, 'licence', firstOf(fieldsOf(record, '540')[0], 'a'));
  keep(draft, 'languageNote', firstOf(fieldsOf(record, '546')[0], 'a'));
}

const subjects = ['600', '610', '611', '630', '648', '650', '651', '654', '655', '690'];

/** Headings are keywords of their own, and so are what stands behind them: topic, time, place, form. */
function takeSubjects(draft: Draft, record: MarcRecord) {
  // Our own records have their keywords in 653 alone, and in 655 what kind of report they are.
  const isOwn = record.controls.get('003') === 'Ownwords';
  const headed = isOwn ? [] : subjects;
  for (const field of fieldsOf(record, ...headed)) {
    for (const code of 'abtxyzv') {
      const words = valuesOf(field, code);
      if (words.length > 0) add(draft, 'keywords', unpunctuated(words.join(' ')));
    }
  }
  for (const field of fieldsOf(record, '653'))
    for (const word of valuesOf(field, 'a')) add(draft, 'keywords', word);
}

function takeRemainder(draft: Draft, record: MarcRecord) {
  const own = record.fields.find(field => firstOf(field, '2') === 'ownwords');
  const [, json] = own?.subfields.find(([code]) => code === 'a') ?? [];
  if (json !== undefined) overlay(draft, json);
}
