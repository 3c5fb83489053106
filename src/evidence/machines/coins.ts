import { type Entry, nameOf } from '../record/entry.ts';
import { publishedOn } from './published-on.ts';

const genres: Readonly<Partial<Record<Entry['type'], string>>> = {
  article: 'article',
  book: 'book',
  chapter: 'bookitem',
  report: 'report',
  evaluation: 'report',
  guidance: 'report',
  'conference paper': 'proceeding',
  preprint: 'preprint',
};
const inJournals = new Set<Entry['type']>(['article', 'magazine article', 'newspaper article', 'preprint']);

/** As much of an entry as a list knows of it. */
export type InBrief = Pick<Entry, 'type' | 'title'> & Partial<Entry>;

/**
 * An entry as the title of a COinS span (ContextObjects in Spans, an OpenURL 1.0 of ANSI/NISO Z39.88-2004), by which
 * reference managers pick up what a page lists.
 */
export function coinsOf(entry: InBrief): string {
  const isJournal = inJournals.has(entry.type);
  const inHost = isJournal || entry.type === 'chapter';
  const pairs: [string, string | undefined][] = [
    ['ctx_ver', 'Z39.88-2004'],
    [
      'rft_val_fmt',
      `info:ofi/fmt:kev:mtx:${isJournal ? 'journal' : entry.type === 'thesis' ? 'dissertation' : 'book'}`,
    ],
    [
      'rft.genre',
      entry.type === 'thesis' ? undefined : (genres[entry.type] ?? (isJournal ? 'article' : 'unknown')),
    ],
    [inHost ? 'rft.atitle' : entry.type === 'thesis' ? 'rft.title' : 'rft.btitle', entry.title],
    [isJournal ? 'rft.jtitle' : 'rft.btitle', inHost ? entry.container : undefined],
    ...(entry.creators ?? []).map((creator): [string, string] => ['rft.au', nameOf(creator)]),
    ['rft.date', publishedOn(entry)],
    ['rft.pub', entry.publisher],
    ['rft.place', entry.place],
    ['rft.volume', entry.volume],
    ['rft.issue', entry.issue],
    ['rft.pages', entry.pages],
    ['rft.edition', entry.edition],
    ['rft.isbn', entry.isbn?.[0]],
    ['rft.issn', entry.issn?.[0]],
    ['rft_id', entry.doi ? `info:doi/${entry.doi}` : entry.url],
  ];
  const said = pairs.filter((pair): pair is [string, string] => pair[1] !== undefined);
  // These signs mean themselves in a query (RFC 3986, 3.4), and a page of results has hundreds of them.
  return new URLSearchParams(said).toString().replace(/%(?:2C|2F|3A|3B|3F)/g, decodeURIComponent);
}
