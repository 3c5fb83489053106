import type { Creator, Entry } from '../record/entry.ts';
import type { RecordType } from '../record/kinds.ts';
import { type Day, dayFrom } from './days.ts';
import { articleNumberOf, editionOf, numberOf, thesisOf, volumeOf } from './numbers.ts';

/** In what shape a style cites something. */
export type Shape = 'article' | 'book' | 'chapter' | 'report' | 'thesis' | 'law' | 'case' | 'page';

const shapes: Readonly<Partial<Record<RecordType, Shape>>> = {
  article: 'article',
  'newspaper article': 'article',
  'magazine article': 'article',
  book: 'book',
  chapter: 'chapter',
  'conference paper': 'chapter',
  'encyclopaedia entry': 'chapter',
  'dictionary entry': 'chapter',
  thesis: 'thesis',
  legislation: 'law',
  bill: 'law',
  case: 'case',
  'web page': 'page',
  'blog post': 'page',
};

/** An entry, ready to be cited in any style: what is not known is undefined. */
export type Cited = {
  readonly shape: Shape;
  readonly entry: Entry;
  readonly authors: readonly Creator[];
  readonly editors: readonly Creator[];
  /** Nobody wrote it: the editors stand in the authors' place. */
  readonly isEdited: boolean;
  readonly year: string | undefined;
  /** “b”, behind the year; most have none. */
  readonly letter: string;
  /** In a list at the end of a text, and by itself or in a footnote otherwise. */
  readonly isListed: boolean;
  readonly date: Day | undefined;
  readonly accessed: Day | undefined;
  /** With the dash that stands between numbers. */
  readonly pages: string | undefined;
  readonly isOnePage: boolean;
  /** The number by which a journal that has no pages knows an article: then there are no pages. */
  readonly articleNumber: string | undefined;
  /** “2nd”, where the edition is a number. The first is not said. */
  readonly edition: string | undefined;
  /** Which volume of a book. */
  readonly bookVolume: string | undefined;
  /** The number of a report, or else the series in which it came out, or where a paper was read. */
  readonly number: string | undefined;
  /** “PhD thesis” */
  readonly thesis: string | undefined;
  /** Where it is to be read: by its DOI if it has one. */
  readonly link: string | undefined;
  /** Its author published it itself. */
  readonly isOwnPublisher: boolean;
};

const besides = new Set<Creator['role']>([
  'editor',
  'series editor',
  'translator',
  'recipient',
  'sponsor',
  'counsel',
  'attorney',
]);

/** What depends on where it is cited. */
export type InList = Pick<Cited, 'letter' | 'isListed'>;

/** Reads an entry for citing. */
export function citedFrom(entry: Entry): Omit<Cited, keyof InList> {
  const creators = entry.creators ?? [];
  const named = creators.filter(({ role }) => role === 'author');
  const authors = named.length > 0 ? named : creators.filter(({ role }) => !besides.has(role));
  const editors = creators.filter(({ role }) => role === 'editor');
  const isEdited = authors.length === 0 && editors.length > 0 && !isPart(entry);
  const [first] = authors;
  const shape = shapeOf(entry);
  // A preprint or a recording stands somewhere too, and whoever keeps it there has made it public.
  const publisher = entry.publisher ?? (shape === 'report' ? entry.container : undefined);
  const articleNumber = shape === 'article' ? articleNumberOf(entry) : undefined;
  const date = dayFrom(entry.date) ?? (entry.year === undefined ? undefined : { year: String(entry.year) });
  return {
    ...{ shape, entry: { ...entry, ...(publisher && { publisher }) }, editors, isEdited, date },
    authors: isEdited ? editors : authors,
    year: date?.year ?? entry.date,
    accessed: dayFrom(entry.accessed),
    articleNumber,
    pages: articleNumber ? undefined : entry.pages?.replace(/\s*[-–]\s*/g, '–'),
    isOnePage: !/[-–,]/.test(entry.pages ?? ''),
    edition: editionOf(entry.edition),
    bookVolume: shape === 'book' || shape === 'chapter' ? volumeOf(entry) : undefined,
    number: shape === 'report' ? numberOf(entry) : undefined,
    thesis: shape === 'thesis' ? thesisOf(entry) : undefined,
    link: entry.doi ? `https://doi.org/${entry.doi}` : entry.url,
    isOwnPublisher:
      authors.length === 1 && first !== undefined && 'name' in first && first.name === publisher,
  };
}

/** What was written for a blog is part of it, as an article is of its journal. */
export const isPost = ({ entry }: Cited): boolean =>
  entry.type === 'blog post' && entry.container !== undefined;

/** The site on which a page stands, unless it is who wrote the page. */
export function siteOf({ entry, authors }: Cited): string | undefined {
  const site = entry.container ?? entry.publisher;
  return authors.some(one => 'name' in one && one.name === site) ? undefined : site;
}

const isPart = ({ type, container }: Entry) => shapes[type] === 'chapter' && container !== undefined;

function shapeOf(entry: Entry): Shape {
  const shape = shapes[entry.type] ?? 'report';
  // What stands in nothing is no part of anything.
  if (shape === 'chapter' && !isPart(entry)) return 'report';
  return shape;
}

/** “476–81”: the last page without the figures that it has in common with the first, but never one figure alone past ten. */
export function shortPages(pages: string | undefined, least: 1 | 2): string | undefined {
  return pages?.replace(/^(\d+)–(\d+)$/, (all, first: string, last: string) => {
    if (first.length !== last.length || first.length < 2) return all;
    let same = 0;
    while (same < last.length - least && first[same] === last[same]) same += 1;
    return `${first}–${last.slice(same)}`;
  });
}
