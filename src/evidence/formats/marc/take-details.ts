import { add, type Draft, keep, put } from '../draft.ts';
import { overlay } from '../finish.ts';
import { putDoi, putNumbers } from '../identifiers.ts';
import { fieldsOf, firstOf, type MarcRecord, unpunctuated, valuesOf } from './fields.ts';

/** Identifiers, shelf numbers and addresses: 010 to 099, 852, 856. */
export function takeNumbers(draft: Draft, record: MarcRecord) {
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

/** What stands before a number in 773 $g, in the languages that catalogues are written in. */
const before = {
  volume: /\b(?:vol(?:ume)?|v|bd|band|jg|jahrgang|cyf(?:rol)?)\b[.:]? ?([\dIVXLC][\w-]*)/i,
  issue: /\b(?:no?|nr|num(?:ber)?|issue|iss|heft|h|rhif|fasc)\b[.:]? ?(\d[\w/-]*)/i,
  pages: /\b(?:pp?|s|seiten?|pages?|tt?|tud(?:alen(?:nau)?)?)\b[.:]? ?([a-z]?\d[\w–-]*)/i,
} as const;

/** The same in figures alone, as $q has it: “12:3<476”; “12(3):476-481” is the same by hand. A year is no volume. */
const enumerated =
  /^\s*(?![12]\d{3}\b)(\d{1,4})(?:[:(](?![12]\d{3}\b)(\d{1,3}(?:[/-]\d{1,3})?)\)?)?(?:[<:,] ?([a-z]?\d[\w–-]*))?/;

/** 773: what it is a part of; $g says volume, issue and pages in words, and may stand in a field of its own. */
export function takeHost(draft: Draft, record: MarcRecord) {
  const hosts = fieldsOf(record, '773');
  const host = hosts.find(field => firstOf(field, 't') !== '') ?? hosts[0];
  const part = hosts.flatMap(field => valuesOf(field, 'g')).join(' ');
  put(draft, 'container', unpunctuated(firstOf(host, 't')));
  put(draft, 'containerShort', firstOf(host, 'p'));
  for (const name of ['volume', 'issue', 'pages'] as const)
    put(draft, name, before[name].exec(part)?.[1] ?? '');
  const [, volume = '', issue = '', first = ''] = enumerated.exec(firstOf(host, 'q') || part) ?? [];
  put(draft, 'volume', volume);
  put(draft, 'issue', issue);
  put(draft, 'pages', first);
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

/** Summary, notes, what a thesis is for, and what may be done with it: 5xx. */
export function takeNotes(draft: Draft, record: MarcRecord) {
  put(
    draft,
    'summary',
    fieldsOf(record, '520')
      .map(field => valuesOf(field, 'ab').join(' '))
      .join('\n'),
  );
  for (const field of fieldsOf(record, ...noted)) add(draft, 'notes', valuesOf(field, 'abcgrt').join(' '));
  const thesis = fieldsOf(record, '502')[0];
  const [, kind = '', school = ''] = degree.exec(firstOf(thesis, 'a')) ?? [];
  put(draft, 'genre', firstOf(thesis, 'b') || kind || unpunctuated(firstOf(thesis, 'a')));
  put(draft, 'publisher', firstOf(thesis, 'c') || school);
  put(draft, 'rights', firstOf(fieldsOf(record, '506')[0], 'a'));
  put(draft, 'licence', firstOf(fieldsOf(record, '540')[0], 'a'));
  keep(draft, 'languageNote', firstOf(fieldsOf(record, '546')[0], 'a'));
}

/** “Thesis (Ph. D.)--University of Larkmoor, 2011.”: how catalogues wrote all of it in one subfield. */
const degree =
  /^([^()]{4,40}\([^()]{1,60}\)) ?(?:--|—|–|-) ?([^,]{3,200}(?:, [^,\d]{3,60})*)(?:, \[?\d{4}\]?\.?)?$/;

const subjects = ['600', '610', '611', '630', '648', '650', '651', '654', '655', '689', '690'];

/** Headings are keywords of their own, and so are what stands behind them: topic, time, place, form. */
export function takeSubjects(draft: Draft, record: MarcRecord) {
  // Our own records have their keywords in 653 alone, and in 655 what kind of report they are.
  const isOwn = record.controls.get('003') === 'Ownwords';
  const headed = isOwn ? [] : subjects;
  for (const field of fieldsOf(record, ...headed)) {
    for (const code of 'abtxyzv') add(draft, 'keywords', unpunctuated(valuesOf(field, code).join(' ')));
  }
  for (const field of fieldsOf(record, '653'))
    for (const word of valuesOf(field, 'a')) add(draft, 'keywords', word);
}

/** What our own export put beside the record. */
export function takeRemainder(draft: Draft, record: MarcRecord) {
  const own = record.fields.find(field => firstOf(field, '2') === 'ownwords');
  const [, json] = own?.subfields.find(([code]) => code === 'a') ?? [];
  if (json !== undefined) overlay(draft, json);
}
