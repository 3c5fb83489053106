import { type Creator, type Entry, type EntryField, entrySchema, nameOf } from '../record/entry.ts';

/**
 * What a format has no exact place for travels in one field of its own: `ownwords:` and, in letters that no program
 * changes, which fields are to be read from the record as it stands, and the others word for word. Programs that do not
 * know it lose no more than their format ever could hold; whoever changes a title elsewhere brings the changed one back.
 */
const mark = 'ownwords:';

/** Says of a field whether the format gives its value back word for word. */
export type Carries = (field: EntryField, entry: Entry) => boolean;

/** The field of its own of an entry. */
export function remainderOf(entry: Entry, carries: Carries): string {
  const fields = Object.entries(entry);
  const carried = fields.filter(([field]) => carries(field as EntryField, entry));
  const more = fields.filter(([field]) => !carries(field as EntryField, entry));
  const json = JSON.stringify({ read: carried.map(([field]) => field), more: Object.fromEntries(more) });
  return mark + Buffer.from(json).toString('base64');
}

/** True for a value that `remainderOf` made. */
export const isRemainder = (value: string): boolean => value.startsWith(mark);

/**
 * The entry that was written, from what a reader made of the record and the field of its own.
 * @returns what was read, unchanged, where the field is damaged
 */
export function restored(read: Entry, remainder: string): Entry {
  try {
    const told: unknown = JSON.parse(Buffer.from(remainder.slice(mark.length), 'base64').toString());
    const { read: names, more } = told as { read: string[]; more: object };
    const kept = Object.fromEntries(Object.entries(read).filter(([field]) => names.includes(field)));
    return entrySchema.safeParse({ ...kept, ...more }).data ?? read;
  } catch {
    return read;
  }
}

/** True for text that no format changes: one line, without control characters. */
export const isPlain = (text: string): boolean => !/[\p{Cc}\u2028\u2029\ufeff\ufffe\uffff]/u.test(text);

/** True where every value of a field is plain. */
export function isPlainField(entry: Entry, field: EntryField): boolean {
  const value = entry[field];
  if (Array.isArray(value)) return value.every(one => typeof one === 'string' && isPlain(one));
  return typeof value === 'number' || (typeof value === 'string' && isPlain(value));
}

/** True for a name that “family, given” gives back as it is: an organisation is what has no comma. */
export function isClearName(creator: Creator): boolean {
  const parts = 'name' in creator ? [creator.name] : [creator.family, creator.given ?? ''];
  const isWhole = 'name' in creator || creator.given !== undefined;
  return isWhole && isPlain(nameOf(creator)) && parts.every(part => !/[,;&]|\band\b/.test(part));
}

/** True where the creators are authors with clear names: what a format that only has a list of authors gives back. */
export const areClearAuthors = ({ creators = [] }: Entry): boolean =>
  creators.length > 0 && creators.every(creator => creator.role === 'author' && isClearName(creator));

/** The creators of some roles, in their order. */
export const byRole = ({ creators = [] }: Entry, ...roles: readonly Creator['role'][]): Creator[] =>
  creators.filter(({ role }) => roles.includes(role));

/** Text on one line, without what no line may hold. */
export const flat = (text: string): string => text.replace(/[\s\p{Cc}]+/gu, ' ').trim();

/** A date as its parts, where it is a year, a month or a day as ISO writes them. */
export function partsOf(date: string | undefined): readonly number[] | undefined {
  const found = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(date ?? '');
  return found?.slice(1).filter(Boolean).map(Number);
}
