import type { TextKey, Translate } from '../../platform/language/index.ts';
import { type Body, type FieldProblem, isStorable, one } from '../../platform/web/index.ts';
import { dateOf, dayOf } from '../formats/dates.ts';
import { yearOf } from '../formats/finish.ts';
import { readCreators, writeCreators } from '../record/creators-text.ts';
import { type Entry, type EntryField, entrySchema } from '../record/entry.ts';
import { recordTypes } from '../record/kinds.ts';
import { type detailFields, roleText, typeText } from '../record/show-record.ts';
import { isWebAddress } from '../record/web-address.ts';
import { doiIn, isIsbn, isIssn } from './identifiers.ts';

// What comes first is asked for by itself; the details stand in groups, beside each other where there is room.
const first = ['type', 'title', 'creators', 'summary', 'keywords'] as const;
const groups = {
  published: [
    ...(['shortTitle', 'genre', 'date', 'year', 'place', 'publisher', 'edition', 'extent'] as const),
    ...([
      'container',
      'containerShort',
      'volume',
      'issue',
      'pages',
      'series',
      'seriesNumber',
      'event',
    ] as const),
    ...(['country', 'language'] as const),
  ],
  numbers: ['reportNumber', 'doi', 'url', 'archivedUrl', 'pmid', 'pmcid', 'isbn', 'issn'],
  library: ['shelfNumber', 'source', 'accessed', 'rights', 'licence', 'notes'],
} as const satisfies Readonly<Record<string, readonly (typeof detailFields)[number][]>>;

/** The fields of the form in their order. What a file said that has no field is kept and not shown. */
export const entryFields = [...first, ...Object.values(groups).flat()];
type FormField = (typeof entryFields)[number];

const listed: readonly EntryField[] = ['keywords', 'isbn', 'issn'];
const long: readonly EntryField[] = ['creators', 'summary', 'notes', ...listed];
const hinted: readonly EntryField[] = [
  'creators',
  'keywords',
  'notes',
  'date',
  'accessed',
  'isbn',
  'issn',
  'doi',
  'extent',
  'pages',
  'reportNumber',
];
// As wide as what they hold.
const widths: Readonly<Partial<Record<FormField, number>>> = {
  ...{ year: 4, volume: 10, issue: 10, edition: 10, seriesNumber: 10, pages: 20, extent: 10, date: 20 },
  ...{ accessed: 20, pmid: 10, pmcid: 10, language: 20, country: 20, shelfNumber: 20, reportNumber: 20 },
};

/** What the form shows, by field. */
export type Typed = Readonly<Record<string, string>>;

/** A record as the form shows it. */
export function typedOf(entry: Entry, t: Translate): Typed {
  const text = (field: FormField): string => {
    if (field === 'creators')
      return writeCreators(entry.creators ?? [], role => t(roleText(role))).join('\n');
    if (field === 'notes') return entry.notes?.join('\n\n') ?? '';
    const value = entry[field];
    return Array.isArray(value) ? value.join('\n') : String(value ?? '');
  };
  return Object.fromEntries(entryFields.map(field => [field, text(field)]));
}

/** What was typed, as it was typed. */
export function typedIn(body: Body): Typed {
  return Object.fromEntries(entryFields.map(field => [field, one(body, field)]));
}

export type ReadEntry = { readonly entry: Entry; readonly problems: readonly FieldProblem[] };

/**
 * Reads the form of a record.
 * @param stands the record as it stands: what the form does not show of it stays, and what came from a file or a cover
 * with a fault in it, like the wrong last digit of an ISBN, may stay too
 * @returns the record, or what is wrong, a sentence for a field
 */
export function readEntry(
  typed: Typed,
  t: Translate,
  stands?: Entry,
): ReadEntry | { problems: FieldProblem[] } {
  const problems = problemsIn(typed, t, stands ? typedOf(stands, t) : {});
  const others = stands?.others;
  const read = entrySchema.safeParse({ ...valuesOf(typed, t), ...(others ? { others } : {}) });
  if (read.success && problems.length === 0) return { entry: read.data, problems: [] };
  const known = new Set(problems.map(({ field }) => field));
  for (const issue of read.error?.issues ?? []) {
    const field = String(issue.path[0] ?? 'title');
    if (known.has(field)) continue;
    known.add(field);
    problems.push({ field, text: t(field === 'title' ? 'finding.problem.title' : 'finding.problem.long') });
  }
  return { problems };
}

/** The values of an entry: what is empty is left out, and what is no number stays what it is and is refused. */
function valuesOf(typed: Typed, t: Translate): Record<string, unknown> {
  const date = dateOf(typed.date ?? '');
  return Object.fromEntries(
    entryFields.flatMap((field): [string, unknown][] => {
      const text = (typed[field] ?? '').trim();
      // A date names its year: without one the record would stand in no year.
      if (field === 'year' && text === '') return [[field, yearOf(date)]];
      if (text === '') return [];
      if (field === 'date') return [[field, date]];
      if (field === 'accessed') return [[field, dayOf(text) ?? text]];
      if (field === 'creators') return [[field, readCreators(text, role => t(roleText(role)))]];
      if (field === 'year') return [[field, Number(text)]];
      if (field === 'doi') return [[field, doiIn(text) ?? text]];
      if (field === 'notes') return [[field, parted(text, /\n\s*\n/)]];
      if (listed.includes(field)) return [[field, [...new Set(parted(text, /\n|;/))]]];
      return [[field, text]];
    }),
  );
}

const parted = (text: string, by: RegExp) =>
  text
    .replace(/\r\n?/g, '\n')
    .split(by)
    .map(part => part.trim())
    .filter(part => part !== '');

/** Also as people write it: “30 January 2012”. */
const isDay = (text: string) => {
  const day = dayOf(text) ?? '';
  try {
    return Temporal.PlainDate.from(day).toString() === day;
  } catch {
    return false;
  }
};

// What a field has to be, where it is not empty.
const checks: Readonly<Partial<Record<FormField, (text: string) => boolean>>> = {
  type: text => (recordTypes as readonly string[]).includes(text),
  year: text => /^[12]\d{3}$/.test(text),
  accessed: isDay,
  doi: text => doiIn(text) !== undefined,
  isbn: text => parted(text, /\n|;/).every(isIsbn),
  issn: text => parted(text, /\n|;/).every(isIssn),
  pmid: text => /^\d{1,9}$/.test(text),
  url: isWebAddress,
  archivedUrl: isWebAddress,
};

function problemsIn(typed: Typed, t: Translate, stands: Typed): FieldProblem[] {
  const textOf = (of: Typed, field: string) => (of[field] ?? '').replace(/\r\n?/g, '\n').trim();
  return entryFields.flatMap(field => {
    const text = textOf(typed, field);
    if (!isStorable(text)) return [{ field, text: t('platform.problem.unstorable') }];
    if (field === 'title' && text === '') return [{ field, text: t('finding.problem.title') }];
    const isWrong = text === '' ? field === 'type' : checks[field]?.(text) === false;
    return isWrong && text !== textOf(stands, field)
      ? [{ field, text: t(`finding.problem.${field}` as TextKey) }]
      : [];
  });
}

/** The form of a record: the boxes that come first, and the others in groups. */
export function formOf(typed: Typed, t: Translate) {
  const boxes = boxesOf(typed, t);
  const those = (names: readonly FormField[]) => boxes.filter(({ name }) => names.includes(name));
  return {
    boxes: those(first),
    groups: Object.entries(groups).map(([group, names]) => ({
      text: t(`finding.byField.group.${group}` as TextKey),
      boxes: those(names),
    })),
  };
}

/** The boxes of all fields. */
export function boxesOf(typed: Typed, t: Translate) {
  return entryFields.map(field => ({
    ...{ name: field, value: typed[field] ?? '', text: t(`evidence.field.${field}` as TextKey) },
    ...(hinted.includes(field) ? { hint: t(`finding.hint.${field}` as TextKey) } : {}),
    ...(widths[field] ? { width: `govuk-input--width-${widths[field]}` } : {}),
    ...(long.includes(field) ? { rows: field === 'summary' ? 10 : 4 } : {}),
    ...(field === 'type'
      ? { choices: recordTypes.map(type => ({ value: type, text: t(typeText(type)) })) }
      : {}),
  }));
}
