import { isTextKey, type Translate } from '../platform/language/index.ts';
import type { Reader } from './queries-readers.ts';

/** Readers of one kind in one place: "Ward team, Heron Ward" and the names of those who work there. */
export type ReaderGroup = { who: string; names: string[] };

/**
 * Puts the readers of a case into groups for a page, in the order in which they come. The person themselves is left
 * out, and the section stands by its own name.
 */
export function groupReaders(readers: readonly Reader[], t: Translate): ReaderGroup[] {
  const groups = new Map<string, string[]>();
  for (const reader of readers) {
    if (reader.capacity === 'subject' || reader.capacity === 'section') continue;
    const key = `people.role.${reader.capacity}`;
    const role = isTextKey(key) ? t(key) : reader.capacity;
    const who = reader.unit ? `${role}, ${reader.unit}` : role;
    groups.set(who, [...(groups.get(who) ?? []), reader.name]);
  }
  return [...groups].map(([who, names]) => ({ who, names }));
}

/** The name of the section that decides, in the reader's language, where there is one. */
export function sectionAmong(readers: readonly Reader[], t: Translate): string | undefined {
  return readers.some(reader => reader.capacity === 'section') ? t('voice.section') : undefined;
}
