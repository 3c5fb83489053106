import { type Entry, type EntryField, entrySchema } from '../record/entry.ts';

export const choices = ['one', 'other', 'both'] as const;
export type Choice = (typeof choices)[number];

/** Fields that hold several values, of which a record can have those of both. */
const several: ReadonlySet<EntryField> = new Set(['keywords', 'isbn', 'issn', 'notes'] as const);

/** The fields that either of two entries has, in the order in which an entry is written down. */
export function fieldsOfBoth(one: Entry, other: Entry): EntryField[] {
  return (Object.keys(entrySchema.shape) as EntryField[]).filter(
    field => one[field] !== undefined || other[field] !== undefined,
  );
}

/** True when both say the same in a field. */
export function agree(one: Entry, other: Entry, field: EntryField): boolean {
  return JSON.stringify(one[field]) === JSON.stringify(other[field]);
}

/** The choices that there are for a field in which two entries differ. */
export function choicesFor(one: Entry, other: Entry, field: EntryField): Choice[] {
  if (one[field] === undefined || other[field] === undefined || !several.has(field)) return ['one', 'other'];
  return ['one', 'other', 'both'];
}

/** What is chosen before anybody has: of several values all, else what the first says, or the second where that says nothing. */
export function firstChoice(one: Entry, other: Entry, field: EntryField): Choice {
  return choicesFor(one, other, field).includes('both') ? 'both' : one[field] === undefined ? 'other' : 'one';
}

/**
 * One entry made of two.
 * @param picked what was chosen for a field; where nothing was, `firstChoice`
 */
export function entryOfBoth(one: Entry, other: Entry, picked: ReadonlyMap<string, Choice>): Entry {
  const made = fieldsOfBoth(one, other).map(field => {
    if (agree(one, other, field)) return [field, one[field]];
    const allowed = choicesFor(one, other, field);
    const wanted = picked.get(field);
    const choice = wanted && allowed.includes(wanted) ? wanted : firstChoice(one, other, field);
    return [field, choice === 'both' ? union(one[field], other[field]) : { one, other }[choice][field]];
  });
  // Type and title are in every entry, so that one of the two is always there.
  return Object.fromEntries(made.filter(([, value]) => value !== undefined)) as Entry;
}

const union = (one: unknown, other: unknown) => [...new Set([one, other].flat())];
