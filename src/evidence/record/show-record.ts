import type { TextKey, Translate } from '../../platform/language/index.ts';
import { type Entry, nameOf } from './entry.ts';
import type { RecordType } from './kinds.ts';

/** The key of a type's name: `lived experience` is `evidence.type.livedExperience`. */
export function typeText(type: RecordType): TextKey {
  return `evidence.type.${type.replace(/[ -](.)/g, (_, letter: string) => letter.toUpperCase())}` as TextKey;
}

type Line = { readonly name: string; readonly text: string; readonly href?: string };

const shownAbove = ['type', 'title', 'creators', 'summary', 'keywords', 'others'] as const;
const order = [
  ...['shortTitle', 'container', 'containerShort', 'series', 'seriesNumber', 'volume', 'issue', 'edition'],
  ...['pages', 'genre', 'event', 'place', 'publisher', 'date', 'year', 'extent', 'reportNumber', 'country'],
  ...['language', 'doi', 'isbn', 'issn', 'pmid', 'pmcid', 'url', 'archivedUrl', 'source', 'accessed'],
  ...['shelfNumber', 'rights', 'licence', 'notes'],
] as const satisfies readonly Exclude<keyof Entry, (typeof shownAbove)[number]>[];

/** What a page shows of an entry: its details in the order in which a library names them, what is unknown left out. */
export function showEntry(entry: Entry, t: Translate) {
  return {
    type: t(typeText(entry.type)),
    title: entry.title,
    creators: (entry.creators ?? []).map(nameOf),
    summary: entry.summary?.split(/\n+/) ?? [],
    keywords: entry.keywords ?? [],
    details: order.flatMap(field => linesOf(entry, field, t)),
  };
}

function linesOf(entry: Entry, field: (typeof order)[number], t: Translate): Line[] {
  const value = entry[field];
  const values = value === undefined ? [] : Array.isArray(value) ? value : [value];
  const name = t(`evidence.field.${field}` as TextKey);
  return values.map(one => ({ name, text: String(one), ...hrefOf(field, String(one)) }));
}

function hrefOf(field: string, value: string): { href?: string } {
  if (field === 'doi') return { href: `https://doi.org/${encodeURI(value)}` };
  // Only what a browser may safely follow: an address that came in a file may be anything.
  if ((field === 'url' || field === 'archivedUrl') && /^https?:\/\//i.test(value)) return { href: value };
  return {};
}
