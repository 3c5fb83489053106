import type { RecordType } from '../record/kinds.ts';
import { type Cited, isPost, siteOf } from './cited.ts';
import { inAmericanWords, monthOf } from './days.ts';
import { isLaw, lawIn } from './law.ts';
import { row, ways } from './names.ts';
import { readAt } from './numbers.ts';
import { em, joined, type Rich, say, sentences, stopped } from './rich.ts';

// Publication Manual of the American Psychological Association, 7th edition, chapters 9 to 11.
const authors = {
  way: ways.inverted,
  two: ', & ',
  more: ', & ',
  most: 20,
  shown: 19,
  rest: ', . . .',
} as const;

function named({ authors: all, isEdited }: Cited): string | undefined {
  const names = row(all, authors);
  // Of more than twenty the last one is named after three dots, with spaces between (9.8).
  const last = all.at(-1);
  const whole = all.length > authors.most && last ? `${names} ${ways.inverted(last)}` : names;
  return whole && isEdited ? `${whole} (${all.length > 1 ? 'Eds.' : 'Ed.'})` : whole;
}

function when({ shape, date, year, letter, entry }: Cited): string {
  const isDaily = shape === 'page' || /newspaper|magazine/.test(entry.type);
  if (!isDaily || !date?.month) return `(${year ?? (letter ? 'n.d.-' : 'n.d.')}${letter})`;
  return `(${date.year}${letter}, ${[monthOf(date), date.day].filter(Boolean).join(' ')})`;
}

/** What stands in round brackets behind a title: edition and numbers. */
function bracketed({ edition, bookVolume, entry, shape, pages }: Cited): Rich | undefined {
  const range = shape === 'chapter' && pages ? `${/[–,]/.test(pages) ? 'pp.' : 'p.'} ${pages}` : undefined;
  const volume = bookVolume && `Vol. ${bookVolume}`;
  return say`(${joined(', ', [edition && `${edition} ed.`, volume, shape === 'report' ? numberOf(entry) : undefined, range])})`;
}

const numbered = (number: string | undefined) => number?.replace(/^(?=\d)/, 'No. ');
const numberOf = ({ reportNumber, series, seriesNumber }: Cited['entry']) =>
  numbered(reportNumber) ?? joined(' ', [series, numbered(seriesNumber)]);

// What a reader would not expect to find behind a title is said in square brackets (9.21).
const unlikeText: Readonly<Partial<Record<RecordType, string>>> = {
  'conference paper': 'Paper presentation',
  dataset: 'Data set',
  film: 'Film',
  video: 'Video',
  podcast: 'Audio podcast',
  software: 'Computer software',
  map: 'Map',
};

const asTitle = (cited: Cited) =>
  joined(' ', [em(cited.entry.title), bracketed(cited), say`[${unlikeText[cited.entry.type]}]`]);

function titleOf(cited: Cited): Rich | undefined {
  const { entry, shape } = cited;
  if (shape === 'article' || shape === 'chapter' || isPost(cited)) return [entry.title];
  if (shape !== 'thesis') return asTitle(cited);
  const kind = joined(', ', [cited.thesis, entry.publisher]);
  return joined(' ', [asTitle(cited), say`[${kind}]`]);
}

function rest(cited: Cited): (Rich | string | undefined)[] {
  const { entry, shape, editors, pages, articleNumber, isOwnPublisher } = cited;
  if (shape === 'article') {
    const inVolume = [...(em(entry.volume) ?? []), ...(entry.issue ? [`(${entry.issue})`] : [])];
    return [
      joined(', ', [em(entry.container), inVolume, pages ?? (articleNumber && `Article ${articleNumber}`)]),
    ];
  }
  const at = readAt(entry);
  const publisher = isOwnPublisher ? undefined : (entry.publisher ?? (at && joined(', ', [at, entry.place])));
  if (shape === 'chapter') {
    const by = row(editors, {
      way: ways.initialsFirst,
      two: ' & ',
      more: ', & ',
      most: 20,
      shown: 19,
      rest: ', . . .',
    });
    const edited = by && `${by} (${editors.length > 1 ? 'Eds.' : 'Ed.'}),`;
    return [joined(' ', ['In', edited, em(entry.container), bracketed(cited)]), publisher];
  }
  if (shape === 'thesis') return [];
  if (isPost(cited)) return [em(entry.container)];
  return [shape === 'page' ? siteOf(cited) : publisher];
}

/** APA, 7th edition: an entry of the list of references. */
export function apa(cited: Cited): Rich {
  const { link } = cited;
  if (isLaw(cited)) return joined(' ', [stopped(lawIn(cited)), link]) ?? [];
  const names = named(cited);
  const title = titleOf(cited);
  const head = names
    ? [joined(' ', [stopped(names), when(cited)]), title]
    : [joined(' ', [sentences([title]), when(cited)])];
  return joined(' ', [sentences([...head, ...rest(cited)]), retrieved(cited), link]) ?? [];
}

/** A page that has no date may change: then it is said when it was read. */
function retrieved({ shape, date, accessed, link }: Cited): string | undefined {
  if (shape !== 'page' || date || !accessed || !link) return undefined;
  return `Retrieved ${inAmericanWords(accessed)}, from`;
}
