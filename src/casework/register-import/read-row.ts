import { type ReadingDay, readIdentifier, type StoredKind, storedKinds } from '../../people/index.ts';
import type { TextKey, TextValues } from '../../platform/language/index.ts';
import { authorityParts, movementParts, readLines } from './compact-lists.ts';
import { extremismLevels, type FiledAuthority, type FiledEntry, type FiledMovement } from './entry.ts';
import type { FieldName, Mapping } from './fields.ts';
import type { RowProblem } from './problem.ts';
import {
  readAccounts,
  readAuthorityKind,
  readDay,
  readFlag,
  readLanguage,
  readMappa,
  readSecurity,
  readStatus,
} from './read-words.ts';

/** What a row says: an empty cell says nothing, and nothing is made up for it. */
export type Said = Partial<Omit<FiledEntry, 'authorities' | 'movements'>> & {
  /** The authority in the row's own columns. */
  authority?: FiledAuthority;
  further?: FiledAuthority[];
  movements?: FiledMovement[];
  /** Each number as it was typed. */
  typed: Partial<Record<StoredKind, string>>;
};

export type ReadRow = { said: Said; problems: RowProblem[] };

const longest: Partial<Record<FieldName, number>> = { namedPlace: 2000, boundary: 2000 };
const texts = [
  'familyName',
  'givenNames',
  'otherNames',
  'hospital',
  'ward',
  'team',
  'namedPlace',
  'boundary',
] as const;
const flags = ['noteworthy', 'longTermLeave', 'supervisedDischarge', 'technicalRecall'] as const;

type Reader = {
  cell(field: FieldName): string;
  wrong(field: FieldName, says: TextKey, values?: TextValues): undefined;
  day(field: FieldName): string | null;
};

function readerOf(cells: readonly string[], mapping: Mapping, problems: RowProblem[]): Reader {
  const cell = (field: FieldName) => {
    const column = mapping[field];
    return column === undefined ? '' : (cells[column] ?? '').trim();
  };
  const wrong = (field: FieldName, says: TextKey, values?: TextValues) => {
    problems.push({ field, says, ...(values ? { values } : {}) });
    return undefined;
  };
  const day = (field: FieldName) => {
    const text = cell(field);
    if (text === '') return null;
    return readDay(text) ?? wrong(field, 'import.problem.day') ?? null;
  };
  return { cell, wrong, day };
}

/**
 * Reads one row by the columns that were chosen. Each cell that cannot be read is a problem of its own.
 * @param given the day, and whether numbers that are kept for tests count
 */
export function readRow(cells: readonly string[], mapping: Mapping, given: ReadingDay): ReadRow {
  const problems: RowProblem[] = [];
  const reader = readerOf(cells, mapping, problems);
  const said: Said = { typed: {} };
  readReference(said, reader, given);
  for (const field of texts) {
    const text = reader.cell(field);
    const max = longest[field] ?? 200;
    if (text.length > max) reader.wrong(field, 'import.problem.long', { max });
    else if (text !== '') said[field] = text;
  }
  readBirth(said, reader, given);
  for (const kind of storedKinds) readNumber(said, kind, { reader, given });
  readListed(said, reader);
  for (const flag of flags) {
    const text = reader.cell(flag);
    const read = text === '' ? undefined : (readFlag(text) ?? reader.wrong(flag, 'import.problem.flag'));
    if (read !== undefined) said[flag] = read;
  }
  readAuthorities(said, reader);
  readMovements(said, reader);
  return { said, problems };
}

function readReference(said: Said, { cell, wrong }: Reader, given: ReadingDay): void {
  const reading = readIdentifier('mhcs', cell('reference'), given);
  if (reading.ok) said.reference = reading.value;
  else
    wrong(
      'reference',
      reading.reason === 'empty' ? 'import.problem.needed' : `identifiers.problem.${reading.reason}`,
    );
}

function readBirth(said: Said, { day, wrong }: Reader, { today }: ReadingDay): void {
  const born = day('bornOn');
  if (born === null) return;
  if (born > today.toString() || born < '1850-01-01') wrong('bornOn', 'import.problem.born');
  else said.bornOn = born;
}

function readNumber(
  said: Said,
  kind: StoredKind,
  { reader, given }: { reader: Reader; given: ReadingDay },
): void {
  const typed = reader.cell(kind);
  const reading = readIdentifier(kind, typed, given);
  if (reading.ok) {
    said[kind] = reading.value;
    said.typed[kind] = typed.slice(0, 100);
  } else if (reading.reason !== 'empty') reader.wrong(kind, `identifiers.problem.${reading.reason}`);
}

/** What is one of a few words. */
function readListed(said: Said, { cell, day, wrong }: Reader): void {
  if (cell('language') !== '') {
    const language = readLanguage(cell('language')) ?? wrong('language', 'import.problem.language');
    if (language) said.language = language;
  }
  if (cell('status') !== '') {
    const status = readStatus(cell('status')) ?? wrong('status', 'import.problem.status');
    if (status) said.status = status;
  }
  const since = day('statusOn');
  if (since) said.statusOn = since;
  readSecurityAndClinician(said, { cell, day, wrong });
  readManaged(said, { cell, day, wrong });
  const level = cell('extremism').toLowerCase();
  if (level === '') return;
  if ((extremismLevels as readonly string[]).includes(level)) said.extremism = level;
  else wrong('extremism', 'import.problem.extremism', { levels: extremismLevels.join(', ') });
}

function readSecurityAndClinician(said: Said, { cell, wrong }: Reader): void {
  if (cell('security') !== '') {
    const security = readSecurity(cell('security')) ?? wrong('security', 'import.problem.security');
    if (security) said.security = security;
  }
  const clinician = readAccounts(cell('clinician'));
  if (clinician !== '') said.clinician = clinician;
}

/** MAPPA: how somebody is managed is a category and a level, or neither. */
function readManaged(said: Said, { cell, wrong }: Reader): void {
  const most = { mappaCategory: 4, mappaLevel: 3 } as const;
  for (const field of ['mappaCategory', 'mappaLevel'] as const) {
    const text = cell(field);
    if (text === '') continue;
    const read = readMappa(text, most[field]) ?? wrong(field, 'import.problem.mappa', { most: most[field] });
    if (read !== undefined) said[field] = read;
  }
}

const precedenceOf = (text: string) => (text === '' ? 1 : /^\d$/.test(text) ? Number(text) : Number.NaN);

function readAuthorities(said: Said, { cell, day, wrong }: Reader): void {
  const kind =
    cell('authority') &&
    (readAuthorityKind(cell('authority')) ?? wrong('authority', 'import.problem.authority'));
  if (kind)
    said.authority = {
      ...{ kind, orderOn: day('orderOn'), receivedOn: day('receivedOn'), endedOn: day('endedOn') },
      ...{ releaseOn: day('releaseOn'), expiresOn: day('expiresOn'), court: cell('court') },
      precedence: precedenceOf(cell('precedence')),
    };
  if (cell('furtherAuthorities') === '') return;
  const lines = readLines(cell('furtherAuthorities'), authorityParts);
  const read = lines?.map(authorityOf);
  if (read?.every(one => one !== undefined)) said.further = read;
  else wrong('furtherAuthorities', 'import.problem.furtherAuthorities', { parts: authorityParts });
}

/** A day that may be missing; undefined for what is none. */
const dayOrNone = (text: string): string | null | undefined => (text === '' ? null : readDay(text));

function authorityOf(parts: string[]): FiledAuthority | undefined {
  const [
    written = '',
    order = '',
    received = '',
    ended = '',
    release = '',
    expires = '',
    precedence = '',
    court = '',
  ] = parts;
  const kind = readAuthorityKind(written);
  const [orderOn, receivedOn, endedOn, releaseOn, expiresOn] = [order, received, ended, release, expires].map(
    dayOrNone,
  );
  if (!kind || orderOn === undefined || receivedOn === undefined || endedOn === undefined) return undefined;
  if (releaseOn === undefined || expiresOn === undefined) return undefined;
  return {
    ...{ kind, orderOn, receivedOn, endedOn, releaseOn, expiresOn, court },
    precedence: precedenceOf(precedence),
  };
}

function readMovements(said: Said, { cell, wrong }: Reader): void {
  if (cell('movements') === '') return;
  const lines = readLines(cell('movements'), movementParts);
  const read = lines?.map(movementOf);
  if (read?.every(one => one !== undefined)) said.movements = read;
  else wrong('movements', 'import.problem.movements', { parts: movementParts });
}

function movementOf(parts: string[]): FiledMovement | undefined {
  const [day = '', kind = '', outcome = '', authorised = '', fromPlace = '', toPlace = ''] = parts;
  const actualOn = readDay(day);
  const authorisedOn = dayOrNone(authorised);
  if (!actualOn || authorisedOn === undefined) return undefined;
  return { actualOn, kind, outcome: outcome || null, authorisedOn, fromPlace, toPlace };
}
