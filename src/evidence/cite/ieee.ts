import type { Cited } from './cited.ts';
import { type Day, shortMonthOf } from './days.ts';
import { isLaw, lawIn } from './law.ts';
import { row, ways } from './names.ts';
import { em, joined, quotedSentence, type Rich, stopped } from './rich.ts';

// IEEE Reference Guide (2023).
const list = { way: ways.initialsFirst, two: ' and ', more: ', and ', most: 6, shown: 1, rest: '' } as const;

function named(creators: Cited['authors'], areEditors: boolean): Rich | undefined {
  const names = joined(' ', [row(creators, list), creators.length > list.most ? em('et al.') : undefined]);
  return names && areEditors ? joined(', ', [names, creators.length > 1 ? 'Eds.' : 'Ed.']) : names;
}

const monthAndYear = ({ date, year }: Cited) =>
  date?.month ? `${shortMonthOf(date)} ${date.year}` : (year ?? 'n.d.');

const published = ({ entry }: Cited) => joined(': ', [entry.place, entry.publisher]);
const rangeOf = ({ pages, isOnePage, articleNumber }: Cited) =>
  articleNumber ? `Art. no. ${articleNumber}` : pages && `${isOnePage ? 'p.' : 'pp.'} ${pages}`;
const quoted = (title: string) => quotedSentence(title, ',');
const doiOf = ({ entry }: Cited) => entry.doi && `doi: ${entry.doi}`;

function online({ entry, link, accessed }: Cited): Rich | undefined {
  if (entry.doi || !link) return undefined;
  const read = accessed && `Accessed: ${dayOf(accessed)}.`;
  return joined(' ', [read, `[Online]. Available: ${link}`]);
}

/** “Apr. 6, 2011”, “Apr. 2011” */
function dayOf(date: Day): string {
  const month = [shortMonthOf(date), date.day].filter(Boolean).join(' ');
  return [month, date.year].filter(Boolean).join(date.day ? ', ' : ' ');
}

/** What follows a title in quotation marks. */
function source(cited: Cited): (Rich | string | undefined)[] {
  const { entry, shape, number, year } = cited;
  const dated = year ?? 'n.d.';
  if (shape === 'thesis') return [cited.thesis, entry.publisher, entry.place, dated];
  if (shape === 'report')
    return [entry.publisher, entry.place, entry.reportNumber ? `Rep. ${entry.reportNumber}` : number, dated];
  const numbered = [entry.volume && `vol. ${entry.volume}`, entry.issue && `no. ${entry.issue}`];
  return [em(entry.containerShort ?? entry.container), ...numbered, rangeOf(cited), monthAndYear(cited)];
}

/** A book, or a chapter of one: what it is, and in a sentence of its own who published it and when. */
function book(cited: Cited): Rich {
  const { entry, shape, authors, editors, isEdited, edition, bookVolume, year } = cited;
  const numbered = joined(', ', [edition && `${edition} ed.`, bookVolume && `vol. ${bookVolume}`]);
  const title =
    shape === 'book'
      ? [em(entry.title), numbered]
      : [joined(' ', [quoted(entry.title), 'in', em(entry.container)]), numbered, named(editors, true)];
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
    return joined(' ', [
      stopped(names),
      quotedSentence(entry.title),
      stopped(entry.container ?? entry.publisher),
    ]);
  const [first, ...rest] = [...source(cited), doiOf(cited)].filter(part => part);
  return stopped(joined(', ', [names, joined(' ', [quoted(entry.title), first]), ...rest]));
}

/** IEEE, as engineers cite. */
export const ieee = (cited: Cited): Rich => joined(' ', [head(cited), online(cited)]) ?? [];
