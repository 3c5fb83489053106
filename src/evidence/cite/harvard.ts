import { type Cited, isPost } from './cited.ts';
import { inWords, monthOf } from './days.ts';
import { isLaw, lawIn } from './law.ts';
import { row, ways } from './names.ts';
import { em, joined, type Rich, say, singlyQuoted, stopped } from './rich.ts';

// Pears and Shields, Cite Them Right, 12th edition: Harvard. Where the place is known it is said.
const list = { way: ways.invertedClose, two: ' and ', more: ' and ', most: 3, shown: 1, rest: '' } as const;

function named({ authors, isEdited }: Cited): Rich | undefined {
  const names = row(authors, list);
  const whole = joined(' ', [names, authors.length > list.most ? em('et al.') : undefined]);
  return isEdited ? say`${whole} (${authors.length > 1 ? 'eds' : 'ed.'})` : whole;
}

const published = ({ entry }: Cited) => joined(': ', [entry.place, entry.publisher]);

function host(cited: Cited): Rich | undefined {
  const { entry, editors, pages, isOnePage, articleNumber, bookVolume } = cited;
  const range = pages && `${isOnePage ? 'p.' : 'pp.'} ${pages}`;
  if (cited.shape !== 'chapter') {
    const numbered =
      entry.volume || entry.issue
        ? `${entry.volume ?? ''}${entry.issue ? `(${entry.issue})` : ''}`
        : undefined;
    return joined(', ', [
      em(entry.container),
      numbered ?? dayAndMonth(cited),
      range ?? (articleNumber && `article ${articleNumber}`),
    ]);
  }
  const by = row(editors, {
    way: ways.initialsFirstClose,
    two: ' and ',
    more: ' and ',
    most: 3,
    shown: 1,
    rest: ' et al.',
  });
  const where = joined(' ', ['in', by, by && `(${editors.length > 1 ? 'eds' : 'ed.'})`, em(entry.container)]);
  const edition = cited.edition && `${cited.edition} edn`;
  const volume = bookVolume && `Vol. ${bookVolume}`;
  const parts = [where, edition, volume, published(cited)].filter(part => part !== undefined);
  // Pages follow what stands last, behind a comma and no stop.
  const last = parts.pop();
  return joined(', ', [joined(' ', [...parts.map(stopped), last]), range]);
}

const dayAndMonth = ({ date }: Cited) =>
  date?.month ? [date.day, monthOf(date)].filter(part => part !== undefined).join(' ') : undefined;

function available({ link, accessed, entry }: Cited): Rich | undefined {
  if (!link) return undefined;
  const read = entry.doi ? undefined : inWords(accessed);
  return joined(' ', [`Available at: ${link}`, read && `(Accessed: ${read})`]);
}

function title(cited: Cited): Rich | undefined {
  const { entry, shape, year, letter } = cited;
  const dated = `(${year ?? (letter ? 'no date ' : 'no date')}${letter})`;
  const names = named(cited);
  if (isLaw(cited)) return lawIn(cited, { act: 'em' });
  const isPart = shape === 'article' || shape === 'chapter' || isPost(cited);
  const itself = isPart ? singlyQuoted(entry.title) : em(entry.title);
  const head = names ? joined(' ', [names, dated, itself]) : joined(' ', [itself, dated]);
  return isPart ? joined(', ', [head, host(cited)]) : head;
}

/** Harvard as Cite Them Right has it: an entry of the list of references. */
export function harvard(cited: Cited): Rich {
  const { shape, edition, bookVolume } = cited;
  const isPlain = shape === 'book' || shape === 'report' || shape === 'thesis';
  const parts = [
    title(cited),
    isPlain ? edition && `${edition} edn` : undefined,
    isPlain ? bookVolume && `Vol. ${bookVolume}` : undefined,
    cited.thesis,
    cited.number,
    isPlain ? published(cited) : undefined,
    available(cited),
  ];
  return joined(' ', parts.map(stopped)) ?? [];
}
