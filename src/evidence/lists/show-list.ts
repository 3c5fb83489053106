import type { Tx } from '../../platform/database/index.ts';
import type { Translate } from '../../platform/language/index.ts';
import { formatNames, formats } from '../export/formats.ts';
import { evidencePaths } from '../paths.ts';
import { readHits } from '../search/queries/read-hits.ts';
import { showHit } from '../search/show-results.ts';
import { anything, searchHref } from '../search/state.ts';
import type { ListItem } from './queries/read-lists.ts';

/**
 * The records of a list as a page shows them, in their order. One that went into another is shown as the one that
 * stayed; one that was withdrawn keeps its title and says so.
 */
export async function showItems(tx: Tx, items: readonly ListItem[], t: Translate) {
  const hits = await readHits(tx, [...new Set(items.map(({ stayed }) => stayed))]);
  const hitOf = new Map(hits.map(hit => [hit.number, hit]));
  return items.map(({ record, stayed, title, annotation }) => {
    const hit = hitOf.get(stayed);
    const shown = hit && showHit(hit, text => [{ text, hit: false }], t);
    return {
      ...{ record, annotation, title: hit?.title ?? title, href: evidencePaths.record(stayed) },
      ...{ facts: shown?.facts ?? '', coins: shown?.coins ?? '', lang: shown?.lang },
      said: saidOf({ isGone: !hit, isMerged: stayed !== record, title }, t),
    };
  });
}

function saidOf(item: { isGone: boolean; isMerged: boolean; title: string }, t: Translate): string {
  if (item.isGone) return t('shelf.list.withdrawn');
  return item.isMerged ? t('shelf.list.merged', { title: item.title }) : '';
}

/** Where the records of a list are cited, and taken along as a file; that page leaves out what was withdrawn. */
export const citeHref = (items: readonly ListItem[]): string =>
  searchHref(
    { ...anything, picked: [...new Set(items.map(({ stayed }) => stayed))] },
    evidencePaths.picked(),
  );

/** The files of a list, as its page offers them; none of an empty one. */
export const filesOf = (items: readonly ListItem[], path: string) =>
  items.length === 0
    ? []
    : formatNames.map(format => ({ name: formats[format].name, href: `${path}?format=${format}` }));
