import { type Cited, shortPages, siteOf } from './cited.ts';
import { type Day, monthOf } from './days.ts';
import { isLaw, lawIn } from './law.ts';
import { row, ways } from './names.ts';
import { joined, plain, type Rich, sentences } from './rich.ts';

// Citing Medicine: the NLM Style Guide, 2nd edition. Six are named, as the journals that follow it do.
const list = {
  way: ways.bare,
  two: ', ',
  more: ', ',
  most: 6,
  shown: 6,
  rest: ', et al',
  apart: '; ',
} as const;

const dayOf = (date: Day | undefined) =>
  date && [date.year, monthOf(date)?.slice(0, 3), date.day].filter(part => part !== undefined).join(' ');

const named = (creators: Cited['authors'], areEditors: boolean) => {
  const names = row(creators, list);
  return names && areEditors ? `${names}, ${creators.length > 1 ? 'editors' : 'editor'}` : names;
};

const isOnline = ({ link, entry }: Cited) => link !== undefined && !entry.doi;

/** “London: Clinks; 2011 [cited 2011 Apr 6]” */
function published(cited: Cited): string {
  const { entry, shape, year, accessed } = cited;
  // Who keeps the site on which it stands has published it.
  const by = entry.publisher ?? (shape === 'page' ? siteOf(cited) : undefined);
  const where = [entry.place, by].filter(Boolean).join(': ');
  const read = isOnline(cited) && accessed ? ` [cited ${dayOf(accessed)}]` : '';
  return `${[where, year ?? '[date unknown]'].filter(Boolean).join('; ')}${read}`;
}

const range = ({ pages, articleNumber }: Cited) => articleNumber ?? shortPages(pages, 1)?.replace('–', '-');

function articleIn(cited: Cited): string {
  const { entry, date, year, accessed } = cited;
  const journal = (entry.containerShort ?? entry.container ?? '').replaceAll('.', '');
  const read = isOnline(cited) && accessed ? ` [cited ${dayOf(accessed)}]` : '';
  const medium = journal && isOnline(cited) ? ' [Internet]' : '';
  const numbered = `${entry.volume ?? ''}${entry.issue ? `(${entry.issue})` : ''}`;
  const places = `${numbered && `;${numbered}`}${range(cited) ? `:${range(cited)}` : ''}`;
  return [`${journal}${medium}`, `${dayOf(date) ?? year ?? '[date unknown]'}${read}${places}`]
    .filter(Boolean)
    .join('. ');
}

function rest(cited: Cited): (string | undefined)[] {
  const { entry, shape, editors, edition, bookVolume, number: said } = cited;
  if (shape === 'article') return [articleIn(cited)];
  const number = entry.reportNumber && said ? `Report No.: ${said}` : said;
  const volume = bookVolume && `Vol. ${bookVolume}`;
  if (shape !== 'chapter') return [edition && `${edition} ed.`, volume, published(cited), number];
  const by = named(editors, true);
  return [
    `In: ${by ? `${by}. ` : ''}${entry.container ?? ''}${isOnline(cited) ? ' [Internet]' : ''}`,
    edition && `${edition} ed.`,
    volume,
    published(cited),
    entry.pages && `p. ${range(cited)}`,
  ];
}

/** What stands behind a title; of what is part of a journal or book the medium stands behind that. */
function kindOf(cited: Cited): string {
  const { shape, entry } = cited;
  if (shape === 'thesis') return ` [dissertation${isOnline(cited) ? ' on the Internet' : ''}]`;
  const isPart = shape === 'chapter' || (shape === 'article' && entry.container !== undefined);
  return isOnline(cited) && !isPart ? ' [Internet]' : '';
}

/** Vancouver, as medicine cites. It sets nothing apart. */
export function vancouver(cited: Cited): Rich {
  const { entry, link, authors, isEdited } = cited;
  const at = entry.doi ? `doi: ${entry.doi}` : link && `Available from: ${link}`;
  if (isLaw(cited)) return joined(' ', [sentences([plain(lawIn(cited))]), at]) ?? [];
  return (
    joined(' ', [
      sentences([named(authors, isEdited), `${entry.title}${kindOf(cited)}`, ...rest(cited)]),
      at,
    ]) ?? []
  );
}
