import type { TextKey, Translate } from '../../platform/language/index.ts';
import { type FieldProblem, isStorable } from '../../platform/web/index.ts';
import { dateOf, dayOf } from '../formats/dates.ts';
import { yearOf } from '../formats/finish.ts';
import { readCreators } from '../record/creators-text.ts';
import { type Entry, entrySchema } from '../record/entry.ts';
import { recordTypes } from '../record/kinds.ts';
import { roleText } from '../record/show-record.ts';
import { isWebAddress } from '../record/web-address.ts';
import { entryFields, type FormField, listed, type Typed, typedOf } from './entry-form.ts';
import { doiIn, isIsbn, isIssn } from './identifiers.ts';

export type ReadEntry = { readonly entry: Entry; readonly problems: readonly FieldProblem[] };

/**
 * Reads the form of a record.
 * @param stands the record as it stands: what the form does not show of it stays as it is, and so does what was not
 * touched, also what came from a file or a cover with a fault in it, like the wrong last digit of an ISBN
 * @returns the record, or what is wrong, a sentence for a field
 */
export function readEntry(
  typed: Typed,
  t: Translate,
  stands?: Entry,
): ReadEntry | { problems: FieldProblem[] } {
  const kept = stands ? untouched(typed, stands, t) : {};
  const problems = problemsIn(typed, t, kept);
  const read = entrySchema.safeParse({ ...valuesOf(typed, t), ...kept });
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

const textIn = (typed: Typed, field: string) => (typed[field] ?? '').replace(/\r\n?/g, '\n').trim();

/** What of a record still reads in its form as it did, and what the form does not show. */
function untouched(typed: Typed, stands: Entry, t: Translate): Partial<Entry> {
  const before = typedOf(stands, t);
  return Object.fromEntries(
    Object.entries(stands).filter(([field]) => textIn(typed, field) === textIn(before, field)),
  );
}

/** The values of an entry: what is empty is left out, and what is no number stays what it is and is refused. */
function valuesOf(typed: Typed, t: Translate): Record<string, unknown> {
  const date = dateOf(typed.date ?? '');
  return Object.fromEntries(
    entryFields.flatMap((field): [string, unknown][] => {
      const text = textIn(typed, field);
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

function problemsIn(typed: Typed, t: Translate, kept: Partial<Entry>): FieldProblem[] {
  return entryFields.flatMap(field => {
    if (Object.hasOwn(kept, field)) return [];
    const text = textIn(typed, field);
    if (!isStorable(text)) return [{ field, text: t('platform.problem.unstorable') }];
    if (field === 'title' && text === '') return [{ field, text: t('finding.problem.title') }];
    const isWrong = text === '' ? field === 'type' : checks[field]?.(text) === false;
    return isWrong ? [{ field, text: t(`finding.problem.${field}` as TextKey) }] : [];
  });
}
