import { LRUCache } from 'lru-cache';
import type { Translate } from '../../language/index.ts';

type Reader = { readonly t: Translate; readonly today: Temporal.PlainDate };

/**
 * Puts the rows of a list into words, each once for as long as it reads as it does: the same people look at the same few
 * hundred rows all day. A row that reads as it did is the same frozen object again, so that `printed` in a view prints it
 * once too.
 * @param mostKept how many rows are kept in words; what nobody has read for longest is forgotten
 * @returns a function of the rows, each an object of JSON in one line, of who reads them, and of what puts one into words
 */
export function keptWords<Row, Shown extends object>(mostKept: number) {
  const kept = new LRUCache<string, Readonly<Shown>>({ max: mostKept });
  return (rows: readonly string[], { t, today }: Reader, begin: () => (row: Row) => Shown) => {
    const reader = `${t.language} ${t.easyRead} ${today} `;
    let show: ((row: Row) => Shown) | undefined;
    return rows.map((row): Readonly<Shown> => {
      const key = reader + row;
      const known = kept.get(key);
      if (known) return known;
      show ??= begin();
      const shown = Object.freeze(show(JSON.parse(row) as Row));
      kept.set(key, shown);
      return shown;
    });
  };
}
