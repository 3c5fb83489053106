import { type Entry, entrySchema } from '../record/entry.ts';
import { type Draft, tell } from './draft.ts';
import type { ReadRecord } from './problem.ts';

/**
 * The finished record. Without a title it takes what names it best and says so; where nothing at all names it,
 * it has no entry.
 */
export function finish(draft: Draft, raw: string): ReadRecord {
  const { line, problems } = draft;
  const title =
    draft.fields.title ?? (draft.remainder?.title === undefined ? titleInstead(draft) : '[Untitled]');
  const said = title === undefined ? undefined : entryOf(draft, title);
  const entry = laidOver(draft, said);
  return { line, raw, entry, problems, ...(draft.remainder && said && { read: besides(draft, said) }) };
}

/** What the record itself says: a title that only stands in for one is none. */
function besides({ fields }: Draft, { title, ...said }: Entry): Partial<Entry> {
  return fields.title === undefined ? said : { ...said, title };
}

function titleInstead(draft: Draft): string | undefined {
  const { shortTitle, container, reportNumber, doi, url } = draft.fields;
  const instead =
    shortTitle ??
    container ??
    reportNumber ??
    doi ??
    url ??
    (draft.creators.length > 0 ? '[Untitled]' : undefined);
  tell(draft, instead === undefined ? 'formats.problem.nothing' : 'formats.problem.noTitle');
  return instead;
}

function entryOf(draft: Draft, title: string): Entry {
  const entry: Entry = { type: draft.type, ...draft.fields, title };
  const year = yearOf(entry.date);
  if (year !== undefined) entry.year = year;
  if (draft.creators.length > 0) entry.creators = draft.creators;
  Object.assign(entry, draft.lists);
  if (draft.others.size > 0) entry.others = Object.fromEntries(draft.others);
  return entry;
}

/**
 * Takes in what our own export says beside a record (src/evidence/export/remainder.ts): its fields stand over those of
 * the format. Anybody may have written it, so it counts only as far as it makes a good entry.
 */
export function overlay(draft: Draft, json: string | object, line = draft.line): void {
  try {
    const said: unknown = typeof json === 'string' ? JSON.parse(json) : json;
    if (typeof said === 'object' && said !== null) draft.remainder = said;
  } catch {
    tell(draft, 'formats.problem.remainder', undefined, line);
  }
}

/**
 * A format that has one tag for what stands in a journal and what stands in a series was read as one of them: where our
 * own export says what it is, that is not also the other. It also says all the others that there are.
 */
function withoutMistaken(entry: Entry | undefined, { container }: NonNullable<Draft['remainder']>) {
  const said = Object.entries(entry ?? {}).filter(([field]) => field !== 'others');
  return Object.fromEntries(
    said.filter(([field, value]) => !(value === container && (field === 'series' || field === 'event'))),
  );
}

function laidOver(draft: Draft, entry: Entry | undefined): Entry | undefined {
  if (draft.remainder === undefined) return entry;
  const both = Object.entries({ ...withoutMistaken(entry, draft.remainder), ...draft.remainder }).filter(
    ([, value]) => value !== null,
  );
  const good = entrySchema.safeParse(Object.fromEntries(both));
  if (good.success) return good.data;
  tell(draft, 'formats.problem.remainder');
  return entry;
}

/** The year that a date names. */
export function yearOf(date: string | undefined): number | undefined {
  const year = date === undefined ? undefined : /(?<!\d)[12]\d{3}(?!\d)/.exec(date)?.[0];
  return year === undefined ? undefined : Number(year);
}
