import { type Translate, textOf } from '../../platform/language/index.ts';
import type { Edition, Numbers } from './numbers.ts';
import type { Table } from './show-table.ts';

/** One part of a page of numbers: a picture and the table beside it. */
export type Section = {
  id: string;
  title: string;
  about: string;
  rule: string;
  picture: string;
  table: Table;
};

/** The rule by which an edition was made safe; nothing where it is exact. */
export const ruleOf = (edition: Edition | undefined, t: Translate): string =>
  edition?.scheme ? `${textOf(t, `statistics.scheme.${edition.scheme}`)} ${t('statistics.hidden.note')}` : '';

/** The tables of one name, the newest first. */
export const newest = (editions: readonly Edition[], name: Edition['name']): Edition[] =>
  editions
    .filter(edition => edition.name === name)
    .toSorted((one, other) => other.period.localeCompare(one.period));

/** Puts numbers into words and pictures once, for as long as they are the same numbers. */
export function sectionsOnce(build: (numbers: Numbers, t: Translate) => Section[]) {
  const kept = new WeakMap<Numbers, Map<string, readonly Section[]>>();
  return (numbers: Numbers, t: Translate): readonly Section[] => {
    const language = `${t.language} ${t.easyRead}`;
    const said = kept.get(numbers) ?? new Map<string, readonly Section[]>();
    const sections = said.get(language) ?? build(numbers, t).map(section => Object.freeze(section));
    kept.set(numbers, said.set(language, sections));
    return sections;
  };
}
