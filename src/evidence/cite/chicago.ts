import { type Cited, shortPages } from './cited.ts';
import { inAmericanWords } from './days.ts';
import { isLaw, lawIn } from './law.ts';
import { row, ways } from './names.ts';
import { em, joined, quotedSentence, type Rich, sentences, stopped } from './rich.ts';

// The Chicago Manual of Style, 18th edition, 13.23 and chapter 14: notes and bibliography. Places are no longer asked for.
const list = {
  way: ways.wholeInverted,
  others: ways.whole,
  two: ', and ',
  more: ', and ',
  most: 6,
  shown: 3,
  rest: ', et al.',
} as const;

const named = ({ authors, isEdited }: Cited) => {
  const names = row(authors, list);
  return names && isEdited ? `${names}, ${authors.length > 1 ? 'eds.' : 'ed.'}` : names;
};

const dateOf = ({ date, year }: Cited) => inAmericanWords(date) ?? year;

/** “100–105”, “201–8”, “476–81”: all figures behind a hundred, as few as can be right after one, else two. */
function rangeOf(pages: string | undefined): string | undefined {
  const beyond = Number(/^\d+/.exec(pages ?? '')?.[0]) % 100;
  return beyond === 0 ? pages : shortPages(pages, beyond < 10 ? 1 : 2);
}

function articleIn(cited: Cited): Rich | undefined {
  const { entry, pages, articleNumber } = cited;
  const range = rangeOf(pages) ?? articleNumber?.replace(/^(?=\d)/, 'article ');
  const isDaily = /newspaper|magazine/.test(entry.type);
  if (isDaily) return joined(', ', [em(entry.container), dateOf(cited)]);
  const numbered = joined(', ', [
    joined(' ', [em(entry.container), entry.volume]),
    entry.issue && `no. ${entry.issue}`,
  ]);
  const dated = joined(' ', [numbered, `(${cited.year ?? 'n.d.'})`]);
  return joined(': ', [dated, range]);
}

function parts(cited: Cited): (Rich | string | undefined)[] {
  const { entry, shape, editors, edition, bookVolume, number, year } = cited;
  const published = joined(', ', [entry.publisher, year ?? 'n.d.']);
  const quoted = quotedSentence(entry.title);
  if (shape === 'article') return [quoted, articleIn(cited)];
  if (shape === 'page') return [quoted, entry.container ?? entry.publisher, dateOf(cited) ?? 'n.d.'];
  if (shape === 'thesis') return [quoted, joined(', ', [cited.thesis, published])];
  if (shape === 'chapter') {
    const by = row(editors, { ...list, way: ways.whole, two: ' and ' });
    return [
      quoted,
      joined(', ', [
        joined(' ', ['In', em(entry.container)]),
        edition && `${edition} ed.`,
        bookVolume && `vol. ${bookVolume}`,
        by && `edited by ${by}`,
      ]),
      published,
    ];
  }
  return [
    em(entry.title),
    edition && `${edition} ed.`,
    bookVolume && `Vol. ${bookVolume}`,
    number,
    published,
  ];
}

/** Chicago, 18th edition: an entry of the bibliography. */
export function chicago(cited: Cited): Rich {
  const { shape, link, accessed } = cited;
  if (isLaw(cited)) return sentences([lawIn(cited, { between: ', ' }), link]);
  const read =
    shape === 'page' && !cited.date && accessed ? `Accessed ${inAmericanWords(accessed)}` : undefined;
  return joined(' ', [named(cited), ...parts(cited), read, link].map(stopped)) ?? [];
}
