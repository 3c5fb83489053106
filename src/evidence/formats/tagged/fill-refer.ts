import type { Gathered } from '../gather.ts';
import type { ParsedRecord } from '../problem.ts';
import { fillRis } from '../ris/fill-ris.ts';
import { endnoteType } from './endnote-types.ts';

/** The tags of EndNote's own export, by what RIS calls the same: both describe one data base. */
const tags: Readonly<Record<string, string>> = {
  A: 'AU',
  B: 'T2',
  C: 'CY',
  D: 'PY',
  E: 'ED',
  F: 'LB',
  G: 'LA',
  H: 'TA',
  I: 'PB',
  J: 'JF',
  K: 'KW',
  L: 'CN',
  M: 'AN',
  N: 'IS',
  O: 'J2',
  P: 'SP',
  Q: 'TT',
  R: 'DO',
  S: 'T3',
  T: 'TI',
  U: 'UR',
  V: 'VL',
  W: 'AN',
  X: 'AB',
  Y: 'A3',
  Z: 'N1',
  '1': 'C1',
  '2': 'C2',
  '3': 'C3',
  '4': 'C4',
  '6': 'NV',
  '7': 'ET',
  '8': 'DA',
  '9': 'M3',
  '@': 'SN',
  '!': 'ST',
  '&': 'SE',
  '?': 'A4',
  '(': 'OP',
  ')': 'RP',
  '*': 'RI',
  '+': 'AD',
  '>': 'L1',
  '[': 'Y2',
  '#': 'C5',
  $: 'C6',
  ']': 'C7',
  '<': 'RN',
  '~': 'DB',
  '=': 'H1',
  '^': 'CA',
};

/** What the gathered lines of one record of EndNote's tagged format say. */
export function fillRefer(gathered: Gathered): ParsedRecord {
  const told = gathered.tags.find(({ tag }) => tag === '0')?.text;
  const code = told === undefined ? guessed(gathered) : endnoteType(told);
  // A field that EndNote has once holds what was said last: some sites say a journal in two languages.
  const lastJournal = gathered.tags.findLastIndex(({ tag }) => tag === 'J');
  const tagged = gathered.tags
    .filter(({ tag }, at) => tag !== '0' && (tag !== 'J' || at === lastJournal))
    .map(({ tag, text, line }) => ({ tag: named(tag, text), text, line }));
  const type = { tag: 'TY', text: code, line: gathered.line };
  return fillRis(
    { ...gathered, tags: gathered.tags.length === 0 ? [] : [type, ...tagged] },
    { written: true },
  );
}

// refer had reports in mind for %R; EndNote keeps its DOI there.
const named = (tag: string, text: string) =>
  tag === 'R' && !/10\.\d{4}/.test(text) ? 'M1' : (tags[tag] ?? `%${tag}`);

/** Without %0, what the record has says what it is, as refer itself decided it. */
function guessed({ tags: had }: Gathered): string {
  const has = (tag: string) => had.some(one => one.tag === tag);
  if (has('J')) return 'JOUR';
  if (has('B')) return 'CHAP';
  if (has('R') && !had.some(({ tag, text }) => tag === 'R' && /10\.\d{4}/.test(text))) return 'RPRT';
  return has('I') ? 'BOOK' : 'AGGR';
}
