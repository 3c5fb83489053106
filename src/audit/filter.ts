import { z } from 'zod';
import type { Translate } from '../platform/language/index.ts';
import { readDate, zone } from '../platform/time/index.ts';
import { addressWith, type FieldProblem } from '../platform/web/index.ts';

const text = z.preprocess(value => (typeof value === 'string' ? value.trim() : ''), z.string());

function isCursor(text: string): boolean {
  // PostgreSQL knows no year 0.
  if (!/^[1-9]\d{3}-[\dT:.-]{14,25}Z~\d{1,18}$/.test(text)) return false;
  try {
    return Temporal.Instant.from(text.split('~')[0] ?? '') !== undefined;
  } catch {
    return false;
  }
}

/** The filters as they stand in the address: numbers and events only, never a name. */
export const typedFilter = z.object({
  ...{ day: text, month: text, year: text, event: text, account: text, case: text },
  /** The last row of the page before: its time and number. */
  before: z.string().refine(isCursor).optional().catch(undefined),
});
export type TypedFilter = z.infer<typeof typedFilter>;

/** Which rows are wanted. */
export type Filter = {
  from?: string;
  until?: string;
  event?: string;
  account?: number;
  caseId?: number;
  before?: { at: string; id: number };
};

/** Reads the filters; what cannot be read is a problem in the reader's language. */
export function readFilter(
  typed: TypedFilter,
  t: Translate,
): { filter: Filter; problems: readonly FieldProblem[] } {
  const problems: FieldProblem[] = [];
  const number = (field: 'account' | 'case') => {
    if (typed[field] === '') return undefined;
    if (/^\d{1,15}$/.test(typed[field])) return Number(typed[field]);
    problems.push({ field, text: t(`audit.problem.${field}`) });
    return undefined;
  };
  if (!/^[a-z.-]{0,80}$/.test(typed.event)) problems.push({ field: 'event', text: t('audit.problem.event') });
  const day = readDay(typed);
  if (day === 'wrong') problems.push({ field: 'day', text: t('audit.problem.day') });
  const [at = '', id = ''] = typed.before?.split('~') ?? [];
  const wanted = {
    ...(day instanceof Temporal.PlainDate
      ? { from: startOf(day), until: startOf(day.add({ days: 1 })) }
      : {}),
    ...(typed.event === '' ? {} : { event: typed.event }),
    ...given('account', number('account')),
    ...given('caseId', number('case')),
    ...(id === '' ? {} : { before: { at, id: Number(id) } }),
  };
  return { filter: wanted, problems };
}

function given<K extends string>(name: K, value: number | undefined): { [name in K]?: number } {
  return value === undefined ? {} : ({ [name]: value } as { [name in K]: number });
}

function readDay({ day, month, year }: TypedFilter): Temporal.PlainDate | 'wrong' | undefined {
  const read = readDate({ day, month, year });
  // The day after the last one of 9999 is written in a way that PostgreSQL does not read.
  if ('date' in read) return read.date.year < 9999 ? read.date : 'wrong';
  return read.problem === 'missing' ? undefined : 'wrong';
}

/** A day begins at midnight in London, where the courts and hospitals are. */
function startOf(day: Temporal.PlainDate): string {
  return day.toZonedDateTime(zone).toInstant().toString();
}

/** The same filters as an address. */
export function addressOf(path: string, typed: Partial<TypedFilter>): string {
  return addressWith(path, typed);
}
