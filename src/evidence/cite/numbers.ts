import type { Entry } from '../record/entry.ts';

/** Of “Article 195”, “e12345” and “CD010316” the number; “E471–E475” are pages. */
const articleNumberIn = (pages: string) =>
  /^(?:art(?:icle|\.)?\s*(?:no\.?|number)?\s*([\w.]*\d\w*)|e\d+|[a-z]{2}\d{4,})$/i
    .exec(pages)
    ?.slice(0, 2)
    .findLast(Boolean);

/** The number of an article without pages, also where a file of RIS or BibTeX had a place of its own for it. */
export function articleNumberOf({ pages, others = {} }: Entry): string | undefined {
  if (pages !== undefined) return articleNumberIn(pages);
  const said = others.articleNumber ?? others.eid;
  return said && (articleNumberIn(said) ?? said);
}

/** Where a paper was read that stands in nothing. */
export const readAt = ({ type, event }: Entry): string | undefined =>
  type === 'conference paper' || type === 'presentation' ? event : undefined;

/** The number of a report, or else where it was read, or the series in which it came out. */
export const numberOf = (entry: Entry) =>
  entry.reportNumber ??
  (readAt(entry) ? `Paper presented at ${readAt(entry)}` : undefined) ??
  (entry.series && [entry.series, entry.seriesNumber].filter(Boolean).join(' '));

/** Which volume of a book: “2”, also where a file has “Vol. 2”. */
export const volumeOf = ({ volume }: Entry) => volume?.replace(/^vol(?:ume|\.)?\s*/i, '');

/** “PhD thesis”, also where a record says only which degree it was for. */
export const thesisOf = ({ genre }: Entry) =>
  genre === undefined ? 'Thesis' : /thesis|dissertation/i.test(genre) ? genre : `${genre} thesis`;

/** “2nd”, where the edition is a number. The first is not said. */
export function editionOf(edition: string | undefined): string | undefined {
  const number = /^(\d{1,3})(st|nd|rd|th)?(\s+(ed|edn|edition)\.?)?$/i.exec(edition ?? '')?.[1];
  if (number === undefined) return edition?.replace(/\s+(ed|edn|edition)\.?$/i, '');
  if (number === '1') return undefined;
  const last = /1[123]$/.test(number) ? '' : number.at(-1);
  return `${number}${{ 1: 'st', 2: 'nd', 3: 'rd' }[last ?? ''] ?? 'th'}`;
}
