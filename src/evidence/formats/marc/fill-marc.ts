import type { RecordType } from '../../record/kinds.ts';
import { dateOf } from '../dates.ts';
import { type Draft, draftAt, keep, put } from '../draft.ts';
import { finish } from '../finish.ts';
import type { ParsedRecord, Problem } from '../problem.ts';
import { fieldsOf, firstOf, type MarcField, type MarcRecord, unpunctuated, valuesOf } from './fields.ts';
import { takeNames } from './names.ts';
import { takeHost, takeNotes, takeNumbers, takeRemainder, takeSubjects } from './take-details.ts';
import { asMarc21 } from './unimarc.ts';

/** What a record of MARC 21 says (MARC 21 Format for Bibliographic Data, Library of Congress), or one of UNIMARC. */
export function fillMarc(
  given: MarcRecord,
  about: { line: number; raw: string; problems: readonly Problem[] },
): ParsedRecord {
  const record = asMarc21(given);
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
  o: 'document',
  p: 'document',
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
  // 008/26 says of a file for computers what it is, 008/21 of what goes on being changed.
  const fixed = record.controls.get('008') ?? '';
  if (kind === 'm' && 'abe'.includes(fixed[26] ?? '?')) return fixed[26] === 'b' ? 'software' : 'dataset';
  if (level === 'i' && 'dw'.includes(fixed[21] ?? '?')) return fixed[21] === 'd' ? 'dataset' : 'web page';
  if (kind === 'g' && (record.controls.get('007') ?? '').startsWith('v')) return 'video';
  if (level === 'b') return 'article';
  if (level === 'a')
    return fieldsOf(record, '773').some(field => firstOf(field, 'x') !== '') ? 'article' : 'chapter';
  return Object.hasOwn(kinds, kind) ? (kinds[kind] ?? 'book') : 'book';
}

function takeTitle(draft: Draft, record: MarcRecord) {
  const field = fieldsOf(record, '245')[0];
  let [title, isParallel] = ['', false];
  for (const [code, value] of field?.subfields ?? []) {
    const part = unpunctuated(value.replace(/[\u0098\u009c]|<<|>>/g, ''));
    if (part === '' || !'abnpk'.includes(code)) continue;
    const isNumbered = code === 'p' && /(?:^|[\s.])\S+$/.test(title) && firstOf(field, 'n') !== '';
    const sign = isParallel ? ' = ' : code === 'b' || isNumbered ? ': ' : '. ';
    title += title === '' ? part : `${sign}${part}`;
    // The same title in another language.
    isParallel = value.trim().endsWith('=');
  }
  put(draft, 'title', title);
  const form = firstOf(field, 'h').replace(/[[\]]/g, '');
  if (form !== '') keep(draft, 'format', unpunctuated(form));
  const other = fieldsOf(record, '246')[0];
  keep(draft, 'otherTitle', valuesOf(other, 'ab').map(unpunctuated).join(': '));
  for (const inScript of fieldsOf(record, '880').filter(one => firstOf(one, '6').startsWith('245')))
    keep(draft, 'originalTitle', valuesOf(inScript, 'abnp').map(unpunctuated).join(': '));
  keep(draft, 'uniformTitle', unpunctuated(firstOf(fieldsOf(record, '130', '240')[0], 'a')));
}

/** 264 with the second indicator 1 is publication; 260 stood for it before RDA. */
function takePublication(draft: Draft, record: MarcRecord) {
  const published = fieldsOf(record, '264').find(({ indicators }) => indicators[1] === '1');
  const field = published ?? fieldsOf(record, '260', '264')[0];
  put(draft, 'place', partedOf(valuesOf(field, 'a')));
  put(draft, 'publisher', partedOf(valuesOf(field, 'b')));
  const fixed = record.controls.get('008') ?? '';
  // A thesis that nobody published has the year of its degree.
  const said = valuesOf(field, 'c').join(' ') || firstOf(fieldsOf(record, '502')[0], 'd');
  const year = /(?<!\d)[12]\d{3}(?!\d)/.exec(said)?.[0] ?? /^[12]\d{3}$/.exec(fixed.slice(7, 11))?.[0];
  const whole = dateOf(unpunctuated(said));
  put(draft, 'date', /^\d{4}-\d{2}/.test(whole) ? whole : (year ?? unpunctuated(said)));
  put(draft, 'edition', unpunctuated(firstOf(fieldsOf(record, '250')[0], 'a')));
  put(draft, 'extent', extentOf(fieldsOf(record, '300')[0]));
  takeSeries(draft, record);
  const coded = fixed.slice(35, 38);
  put(
    draft,
    'language',
    // Old catalogues write several without a space between them.
    firstOf(fieldsOf(record, '041')[0], 'a').replace(/^([a-z]{3})(?:[a-z]{3})+$/, '$1') ||
      (/^[a-z]{3}$/.test(coded) && coded !== 'und' && coded !== 'zxx' ? coded : ''),
  );
}

/** The first series, and by their names any others; 830 only says again how 490 is entered in the catalogue. */
function takeSeries(draft: Draft, record: MarcRecord) {
  const traced = fieldsOf(record, '490', '440');
  const [first, ...others] = traced.length > 0 ? traced : fieldsOf(record, '830').slice(0, 1);
  const titleOf = (field: MarcField | undefined) => valuesOf(field, 'anp').map(unpunctuated).join('. ');
  put(draft, 'series', titleOf(first));
  put(draft, 'seriesNumber', unpunctuated(firstOf(first, 'v')));
  for (const field of others)
    keep(draft, 'series', [titleOf(field), unpunctuated(firstOf(field, 'v'))].filter(Boolean).join(', '));
}

/** Without the brackets around what a catalogue found elsewhere, of which one may stand in another subfield. */
function bracketless(text: string): string {
  const plain = unpunctuated(text);
  const [opens, closes] = [plain.lastIndexOf('['), plain.indexOf(']')];
  const from = opens === 0 && (closes < 0 || closes === plain.length - 1) ? 1 : 0;
  const to = closes === plain.length - 1 && opens <= 0 ? closes : plain.length;
  return unpunctuated(plain.slice(from, to));
}

const partedOf = (texts: readonly string[]): string => texts.map(bracketless).join('; ');
const extentOf = (field: MarcField | undefined) => unpunctuated(firstOf(field, 'a'));
