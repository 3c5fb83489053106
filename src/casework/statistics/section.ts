import { type Translate, textOf } from '../../platform/language/index.ts';
import type { Edition } from './numbers.ts';
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
  edition?.scheme ? textOf(t, `statistics.scheme.${edition.scheme}`) : '';

/** The tables of one name, the newest first. */
export const newest = (editions: readonly Edition[], name: Edition['name']): Edition[] =>
  editions
    .filter(edition => edition.name === name)
    .toSorted((one, other) => other.period.localeCompare(one.period));
