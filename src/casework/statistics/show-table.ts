import { numberText, type Translate } from '../../platform/language/index.ts';
import { hidden, type Shown } from '../../platform/statistics/index.ts';

export type Cell = { text: string; isHidden: boolean; isWords?: true };
/** A table of a page: its first column names the rows. */
export type Table = {
  caption: string;
  head: string[];
  rows: { name: string; cells: Cell[] }[];
  endsInTotal: boolean;
};

/** A count in a cell; a hidden one is a star that is read out as what it means. */
export function shownCount(count: Shown, t: Translate): Cell {
  const isHidden = count === hidden;
  return { text: isHidden ? t('statistics.hidden') : numberText(count), isHidden };
}
