import { fieldsOf, firstOf, type MarcField, type MarcRecord, valuesOf } from './fields.ts';

type Codes = Readonly<Record<string, string>>;
const asIs: Codes = { a: 'a', b: 'b', c: 'c', u: 'u', x: 'x', z: 'z', 2: '2' };
const note: Codes = { a: 'a' };
const subject: Codes = { a: 'a', x: 'x', y: 'z', z: 'y', j: 'v' };
const body: Codes = { a: 'a', b: 'b' };

/** Where MARC 21 has what stands in a field of UNIMARC (IFLA’s manual), and its subfields by those of UNIMARC. */
const places: Readonly<Record<string, readonly [tag: string, codes: Codes]>> = {
  '010': ['020', note],
  '011': ['022', note],
  '017': ['024', asIs],
  101: ['041', note],
  200: ['245', { a: 'a', e: 'b', h: 'n', i: 'p' }],
  205: ['250', note],
  210: ['260', { a: 'a', c: 'b', d: 'c' }],
  214: ['260', { a: 'a', c: 'b', d: 'c' }],
  215: ['300', note],
  225: ['490', { a: 'a', h: 'n', i: 'p', v: 'v' }],
  300: ['500', note],
  304: ['500', note],
  305: ['500', note],
  320: ['504', note],
  327: ['505', note],
  328: ['502', { a: 'a', b: 'b', e: 'c', d: 'd' }],
  330: ['520', note],
  333: ['521', note],
  410: ['490', { t: 'a', v: 'v' }],
  461: ['490', { t: 'a', v: 'v' }],
  463: ['773', { t: 't', v: 'g', x: 'x' }],
  517: ['246', { a: 'a', e: 'b' }],
  600: ['600', { ...subject, c: 'c' }],
  601: ['610', { ...subject, b: 'b' }],
  605: ['630', subject],
  606: ['650', subject],
  607: ['651', subject],
  608: ['655', subject],
  610: ['653', note],
  675: ['080', note],
  676: ['082', note],
  680: ['050', body],
  700: ['100', note],
  701: ['700', note],
  702: ['700', note],
  710: ['110', body],
  711: ['710', body],
  712: ['710', body],
  856: ['856', asIs],
};

/** UNIMARC’s figures for what somebody did (its appendix C), as MARC 21 writes them. */
const relators: Codes = {
  '003': 'cwt',
  '010': 'adp',
  '040': 'art',
  '070': 'aut',
  '080': 'aui',
  '120': 'ctg',
  100: 'oth',
  205: 'ctb',
  210: 'cwt',
  220: 'com',
  230: 'cmp',
  295: 'dgg',
  300: 'drt',
  310: 'dst',
  340: 'edt',
  390: 'fmo',
  440: 'ill',
  460: 'ive',
  470: 'ivr',
  480: 'lbt',
  520: 'lyr',
  545: 'mus',
  590: 'prf',
  600: 'pht',
  610: 'prt',
  630: 'pro',
  650: 'pbl',
  651: 'edt',
  721: 'sng',
  727: 'ths',
  730: 'trl',
};

/** Whether a record keeps its title where UNIMARC does; MARC 21 has no field 200. */
const isUnimarc = (record: MarcRecord) =>
  fieldsOf(record, '245').length === 0 && firstOf(fieldsOf(record, '200')[0], 'a') !== '';

/** A record of UNIMARC, which catalogues of France, Italy, Portugal and Russia write, as one of MARC 21; any other as it is. */
export function asMarc21(record: MarcRecord): MarcRecord {
  if (!isUnimarc(record)) return record;
  const coded = firstOf(fieldsOf(record, '100')[0], 'a');
  // Both keep the year of publication among coded data, where it stands for a date that cannot be read.
  const controls = new Map([['008', `       ${coded.slice(9, 13)}`]]);
  const [six = ' ', level = ' '] = record.leader.slice(6, 8);
  const leader = `${record.leader.slice(0, 6)}${six === 'b' ? 't' : six}${level}${record.leader.slice(8)}`;
  return { leader, controls, fields: record.fields.flatMap(fieldOf) };
}

function fieldOf(field: MarcField): MarcField[] {
  const [tag, codes] = Object.hasOwn(places, field.tag) ? (places[field.tag] ?? []) : [];
  if (tag === undefined || codes === undefined) return [];
  const subfields = unfolded(field.subfields).flatMap(([code, value]): [string, string][] => {
    const to = Object.hasOwn(codes, code) ? codes[code] : undefined;
    return to === undefined ? [] : [[to, unmarked(value)]];
  });
  if (!/^[67]\d\d$/.test(field.tag)) return [{ ...field, tag, subfields }];
  return [{ tag, indicators: `${isTurned(field) ? '1' : '0'} `, subfields: named(field, subfields) }];
}

/** A field that links may hold other fields whole, each behind a $1 with its tag: of those, the title and its ISSN. */
function unfolded(subfields: MarcField['subfields']): MarcField['subfields'] {
  let tag = '';
  return subfields.flatMap(([code, value]): [string, string][] => {
    if (code === '1') tag = value.slice(0, 3);
    if (tag === '') return [[code, value]];
    const to = tag === '200' ? { a: 't', v: 'v' }[code] : tag === '011' && code === 'a' ? 'x' : undefined;
    return to === undefined ? [] : [[to, value]];
  });
}

// The second indicator of a person says that the surname stands first.
const isTurned = ({ tag, indicators }: MarcField) => /^70/.test(tag) && indicators[1] !== '0';

/** A person’s forenames stand in $b by themselves; what a name did is a figure. */
function named(field: MarcField, subfields: [string, string][]): [string, string][] {
  const did = valuesOf(field, '4').flatMap(code =>
    Object.hasOwn(relators, code) ? [relators[code] ?? ''] : [],
  );
  const isPerson = /^(?:600|70\d)$/.test(field.tag);
  const forenames = isPerson ? firstOf(field, 'b') : '';
  const whole = subfields.map(([code, value]): [string, string] => [
    code,
    code === 'a' && forenames !== '' ? `${value}, ${forenames}` : value,
  ]);
  return [...whole, ...did.map((code): [string, string] => ['4', code])];
}

/** Without the signs that say where a title begins when it is sorted: controls in France, a star in Italy. */
const unmarked = (text: string) =>
  text.replace(/[\u0088\u0089\u0098\u009c]/g, '').replace(/(?<![^\s'’])\*(?=\p{L})/u, '');
