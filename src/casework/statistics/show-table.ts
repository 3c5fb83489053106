import type { Translate } from '../../platform/language/index.ts';
import { hidden, type Shown } from '../../platform/statistics/index.ts';

export type Cell = { text: string; isHidden: boolean; isWords?: true };
/** A table of a page: its first column names the rows. */
export type Table = {
  caption: string;
  head: string[];
  rows: { name: string; cells: Cell[] }[];
  endsInTotal: boolean;
};

// Made once: a format takes longer to make than a table to fill, and memory that is given back late.
const formats = { en: new Intl.NumberFormat('en-GB'), cy: new Intl.NumberFormat('cy') };

/** Numbers with the separators of the language. */
export const writtenIn =
  ({ language }: Translate) =>
  (value: number): string =>
    formats[language].format(value);

/** A count in a cell; a hidden one is a star that is read out as what it means. */
export function shownCount(count: Shown, t: Translate): Cell {
  const isHidden = count === hidden;
  return { text: isHidden ? t('statistics.hidden') : writtenIn(t)(count), isHidden };
}
