import type { Cited } from './cited.ts';
import { inWords } from './days.ts';
import { isLaw, lawIn, statuteIn } from './law.ts';
import { row, ways } from './names.ts';
import { em, joined, type Rich, say, singlyQuoted, stopped } from './rich.ts';

// OSCOLA: the Oxford University Standard for the Citation of Legal Authorities, 4th edition: a footnote.
const list = {
  way: ways.legal,
  two: ' and ',
  more: ' and ',
  most: 3,
  shown: 1,
  rest: ' and others',
} as const;

const named = (creators: Cited['authors'], isEdited: boolean, way = list.way) => {
  const names = row(creators, { ...list, way });
  return names && isEdited ? `${names} (${creators.length > 1 ? 'eds' : 'ed'})` : names;
};

/** “(1996) 85(3) Journal 476”; where the year finds the volume it stands in square brackets. */
function articleIn({ entry, year, pages, articleNumber }: Cited): string {
  // A journal that counts its issues alone is found by them.
  const { volume = entry.issue } = entry;
  const issue = entry.volume && entry.issue ? `(${entry.issue})` : '';
  const dated = volume ? `(${year ?? 'nd'}) ${volume}${issue}` : `[${year ?? 'nd'}]`;
  return [dated, entry.container, articleNumber ?? pages?.split('–')[0]].filter(Boolean).join(' ');
}

const isCommandPaper = /^(?:C|Cd|Cmd|Cmnd|Cm|CP)\.? ?\d+/;

const published = ({ entry, year, edition, number, thesis }: Cited): Rich | undefined => {
  // A command paper is known by its number; who printed it is not said (3.4.3).
  const by = number !== undefined && isCommandPaper.test(number) ? undefined : entry.publisher;
  const inside = joined(', ', [thesis, number, edition && `${edition} edn`, joined(' ', [by, year])]);
  return say`(${inside})`;
};

const inPaper = ({ entry, date, year }: Cited) =>
  say`(${joined(', ', [entry.place, inWords(date) ?? year])})`;

function body(cited: Cited): Rich | undefined {
  const { entry, shape, authors, isEdited, editors, date, year } = cited;
  // A footnote begins with the first name, a bibliography with the last (1.7).
  const names = named(authors, isEdited, cited.isListed ? ways.bare : list.way);
  const quoted = singlyQuoted(entry.title);
  const volume = cited.bookVolume && `vol ${cited.bookVolume}`;
  if (isLaw(cited)) return shape === 'law' ? statuteIn(cited) : lawIn(cited);
  if (entry.type === 'newspaper article')
    return joined(' ', [joined(', ', [names, quoted]), em(entry.container), inPaper(cited), cited.pages]);
  if (shape === 'article') return joined(' ', [joined(', ', [names, quoted]), articleIn(cited)]);
  if (shape === 'thesis') return joined(' ', [joined(', ', [names, quoted]), published(cited)]);
  if (shape === 'page') {
    const site = joined(', ', [em(entry.container ?? entry.publisher), inWords(date) ?? year]);
    return joined(' ', [joined(', ', [names, quoted]), say`(${site})`]);
  }
  if (shape === 'chapter') {
    const host = joined(', ', [named(editors, true), em(entry.container), volume]);
    return joined(' ', [joined(', ', [names, quoted]), 'in', host, published(cited)]);
  }
  return joined(' ', [joined(', ', [names, em(entry.title), volume]), published(cited)]);
}

/** OSCOLA, 4th edition: a footnote, or a line of a bibliography, which has no stop behind it. Without stops in names, and with the address in angle brackets. */
export function oscola(cited: Cited): Rich {
  const { link, accessed } = cited;
  const where = link && !isLaw(cited) ? `<${link}>` : undefined;
  const read = where && accessed && !cited.entry.doi ? `accessed ${inWords(accessed)}` : undefined;
  const whole = joined(' ', [body(cited), where, read]);
  return cited.isListed ? (whole ?? []) : stopped(whole);
}
