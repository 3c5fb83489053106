import { type Cited, shortPages } from './cited.ts';
import { type Day, shortMonthOf } from './days.ts';
import { isLaw, lawIn } from './law.ts';
import { row, ways } from './names.ts';
import { em, joined, quotedSentence, type Rich, sentences } from './rich.ts';

// MLA Handbook, 9th edition, chapter 5: author, title, and the container with what belongs to it.
const list = {
  way: ways.wholeInverted,
  others: ways.whole,
  two: ', and ',
  more: ', and ',
  most: 2,
  shown: 1,
  rest: ', et al',
} as const;

// The Handbook gives September four letters.
const dayOf = (date: Day | undefined): string | undefined =>
  date &&
  [date.day, shortMonthOf(date)?.replace('Sep.', 'Sept.'), date.year]
    .filter(part => part !== undefined)
    .join(' ');

function author({ authors, isEdited, isOwnPublisher }: Cited): string | undefined {
  // What somebody publishes who wrote it begins with its title.
  if (isOwnPublisher) return undefined;
  const names = row(authors, list);
  return names && isEdited ? `${names}, ${authors.length > 1 ? 'editors' : 'editor'}` : names;
}

function container(cited: Cited): Rich | undefined {
  const { entry, shape, date, year, editors, edition, bookVolume, link } = cited;
  const isPart = shape === 'article' || shape === 'chapter' || shape === 'page';
  const by = shape === 'chapter' && row(editors, { ...list, way: ways.whole, two: ' and ', rest: ' et al.' });
  const when = shape === 'page' || /newspaper|magazine/.test(entry.type) ? (dayOf(date) ?? year) : year;
  return joined(', ', [
    isPart ? em(entry.container) : undefined,
    by ? `edited by ${by}` : undefined,
    shape === 'article' ? undefined : edition && `${edition} ed.`,
    shape === 'article' ? entry.volume && `vol. ${entry.volume}` : bookVolume && `vol. ${bookVolume}`,
    shape === 'article' ? entry.issue && `no. ${entry.issue}` : undefined,
    cited.number,
    shape === 'article' || shape === 'thesis' ? undefined : entry.publisher,
    shape === 'thesis' ? undefined : when,
    rangeOf(cited),
    link,
  ]);
}

function rangeOf({ pages, isOnePage, articleNumber }: Cited): string | undefined {
  if (articleNumber) return `article ${articleNumber}`;
  return pages && `${isOnePage ? 'p.' : 'pp.'} ${isOnePage ? pages : shortPages(pages, 2)}`;
}

/** MLA, 9th edition: an entry of the list of works cited. */
export function mla(cited: Cited): Rich {
  const { entry, shape, accessed, link, year } = cited;
  if (isLaw(cited)) return sentences([joined(', ', [lawIn(cited, { between: ', ' }), link])]);
  const isPart = shape === 'article' || shape === 'chapter' || shape === 'page';
  const title = isPart ? quotedSentence(entry.title) : em(entry.title);
  const thesis = cited.thesis && joined(', ', [entry.publisher, cited.thesis]);
  const read = link && !cited.date && accessed ? `Accessed ${dayOf(accessed)}` : undefined;
  return sentences([
    author(cited),
    title,
    shape === 'thesis' ? year : undefined,
    thesis,
    container(cited),
    read,
  ]);
}
