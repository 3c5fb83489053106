import type { CreatorRole, RecordType } from '../record/kinds.ts';
import { add, type Draft, keep, type LineField, put } from './draft.ts';
import { putDoi, putNumbers } from './identifiers.ts';
import { addNamed } from './names.ts';

/**
 * Where a value of a file goes: a field of the entry, a creator of a role (`by author`), a list, an identifier to be
 * recognised, or by its name among the others (`+session`). `nowhere` is what says nothing of the publication.
 */
export type Place =
  | LineField
  | `by ${CreatorRole}`
  | `+${string}`
  | 'keywords'
  | 'notes'
  | 'numbers'
  | 'a doi'
  | 'nowhere';

/** Where a tag of a format goes: mostly one place, another for some types of record. */
export type Where = { readonly place: Place; readonly of?: Partial<Record<RecordType, Place>> };
export type Table = Readonly<Record<string, Where>>;

/** The place of a tag for a record of this type; undefined for a tag that the format does not have. */
export function placeOf(table: Table, tag: string, type: RecordType): Place | undefined {
  const where = Object.hasOwn(table, tag) ? table[tag] : undefined;
  return where?.of?.[type] ?? where?.place;
}

/** Puts a value where it belongs. Where a field is full already the value stays among the others, under its tag. */
export function putAt(draft: Draft, place: Place, value: { tag: string; text: string; line: number }): void {
  const { tag, text, line } = value;
  if (place === 'nowhere') return;
  if (place === 'keywords' || place === 'notes') add(draft, place, text, line);
  else if (place === 'pmid') put(draft, 'pmid', /\d{1,9}/.exec(text)?.[0] ?? '', line);
  else if (place === 'a doi') putDoi(draft, text, line);
  else if (place === 'numbers') putNumbersOrKeep(draft, value);
  else if (place.startsWith('+')) keep(draft, place.slice(1), text, line);
  else if (place.startsWith('by ')) addNamed(draft, place.slice(3) as CreatorRole, text);
  else if (!put(draft, place as LineField, text, line)) keep(draft, tag, text, line);
}

function putNumbersOrKeep(draft: Draft, { tag, text, line }: { tag: string; text: string; line: number }) {
  if (!putNumbers(draft, text, line)) keep(draft, tag, text, line);
}
