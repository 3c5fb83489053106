import type { Translate } from '../../platform/language/index.ts';
import { hidden, type Shown } from '../../platform/statistics/index.ts';
import type { Section } from './section.ts';
import { shownCount } from './show-table.ts';

/**
 * Adds to each row the share with the person's words and the share that was answered. They are made from what is shown,
 * so they tell nothing more.
 * @param words the section
 * @param counts for each of its rows: answered, not answered, none, all
 */
export function withShares(words: Section, counts: readonly (readonly Shown[])[], t: Translate): Section {
  const { table } = words;
  const rows = table.rows.map((row, index) => {
    const [answered, waiting, , all] = counts[index] ?? [];
    const spoken = answered === hidden || waiting === hidden ? hidden : (answered ?? 0) + (waiting ?? 0);
    return { ...row, cells: [...row.cells, share(spoken, all, t), share(answered, all, t)] };
  });
  const head = [...table.head, t('statistics.words.share'), t('statistics.words.shareAnswered')];
  return { ...words, table: { ...table, head, rows } };
}

function share(part: Shown | undefined, all: Shown | undefined, t: Translate) {
  if (part === hidden || all === hidden) return shownCount(hidden, t);
  if (!all || part === undefined) return { text: '–', isHidden: false };
  // Both are rounded, so the part can come out above the whole.
  return { text: `${Math.min(100, Math.round((part / all) * 100))} %`, isHidden: false };
}
