import { type Cited, shortMonthOf } from './cited.ts';
import { isLaw, lawIn } from './law.ts';
import { row, ways } from './names.ts';
import { em, joined, type Rich, stopped } from './rich.ts';

// IEEE Reference Guide (2023).
const list = { way: ways.initialsFirst, two: ' and ', more: ', and ', most: 6, shown: 1, rest: '' } as const;

function named(creators: Cited['authors'], areEditors: boolean): Rich | undefined {
  const names = joined(' ', [row(creators, list), creators.length > list.most ? em('et al.') : undefined]);
  return names && areEditors ? joined(', ', [names, creators.length > 1 ? 'Eds.' : 'Ed.']) : names;
}

const monthAndYear = ({ date, year }: Cited) =>
  date?.month ? `${shortMonthOf(date)} ${date.year}` : (year ?? 'n.d.');

const published = ({ entry }: Cited) => joined(': ', [entry.place, entry.publisher]);
const rangeOf = ({ pages, isOnePage }: Cited) => pages && `${isOnePage ? 'p.' : 'pp.'} ${pages}`;
const doiOf = ({ entry }: Cited) => entry.doi && `doi: ${entry.doi}`;

function online({ entry, link, accessed }: Cited): Rich | undefined {
  if (entry.doi || !link) return undefined;
  const day = accessed && [shortMonthOf(accessed), accessed.day].filter(Boolean).join(' ');
  const read = accessed && `Accessed: ${[day, accessed.year].filter(Boolean).join(', ')}.`;
  return joined(' ', [read, `[Online]. Available: ${link}`]);
}

/** What follows a title in quotation marks. */
function source(cited: Cited): (Rich | string | undefined)[] {
  const { entry, shape, year } = cited;
  const dated = year ?? 'n.d.';
  if (shape === 'thesis') return [entry.genre ?? 'Thesis', entry.publisher, entry.place, dated];
  if (shape === 'report')
    return [entry.publisher, entry.place, entry.reportNumber && `Rep. ${entry.reportNumber}`, dated];
  const numbered = [entry.volume && `vol. ${entry.volume}`, entry.issue && `no. ${entry.issue}`];
  return [em(entry.containerShort ?? entry.container), ...numbered, rangeOf(cited), monthAndYear(cited)];
}

/** A book, or a chapter of one: what it is, and in a sentence of its own who published it and when. */
function book(cited: Cited): Rich {
  const { entry, shape, authors, editors, isEdited, edition, year } = cited;
  const numbered = edition && `${edition} ed.`;
  const title =
    shape === 'book'
      ? [em(entry.title), numbered]
      : [joined(' ', [`“${entry.title},” in`, em(entry.container)]), numbered, named(editors, true)];
  const head = joined(', ', [named(authors, isEdited), ...title]);
  const end = joined(', ', [
    published(cited),
    year ?? 'n.d.',
    shape === 'book' ? undefined : rangeOf(cited),
    doiOf(cited),
  ]);
  return joined(' ', [stopped(head), stopped(end)]) ?? [];
}

function head(cited: Cited): Rich | undefined {
  const { entry, shape, authors, isEdited } = cited;
  if (isLaw(cited)) return stopped(lawIn(cited, { between: ', ' }));
  if (shape === 'book' || shape === 'chapter') return book(cited);
  const names = named(authors, isEdited);
  if (shape === 'page')
    return joined(' ', [stopped(names), `“${entry.title}.”`, stopped(entry.container ?? entry.publisher)]);
  const [first, ...rest] = [...source(cited), doiOf(cited)].filter(part => part);
  return stopped(joined(', ', [names, joined(' ', [`“${entry.title},”`, first]), ...rest]));
}

/** IEEE, as engineers cite. */
export const ieee = (cited: Cited): Rich => joined(' ', [head(cited), online(cited)]) ?? [];
