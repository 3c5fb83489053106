import type { Creator } from '../record/entry.ts';

/** How one name is written: family name first, or last. */
type Way = (creator: Creator) => string;

/** The initials of given names: “Sam Anders” and “S.A.” are S and A, “Jean-Paul” is J and P with a hyphen between. */
function initialsOf(given: string): string[][] {
  return given
    .split(/[\s.]+/)
    .filter(name => /\p{L}/u.test(name))
    .map(name => name.split('-').flatMap(part => /\p{L}/u.exec(part)?.[0].toLocaleUpperCase('en') ?? []));
}

/** “van”, “de la”: behind the given names in files that turn a name round by its last part, “Gogh, Vincent van”. */
const particles = '(?:van|von|vom|zu|zur|der|den|ter|ten|de|del|della|di|da|dos|das|du|la|le|af|av)';
const withParticle = new RegExp(`^(.+?)\\s+(${particles}(?:\\s+${particles})*)$`);

type Parts = Readonly<Record<'family' | 'given' | 'particle' | 'suffix', string>>;

/** “Martin Luther, Jr.”, as files and librarians write what follows a whole name, in its parts. */
function parts(creator: Creator): Parts {
  if ('name' in creator) return { family: creator.name, given: '', particle: '', suffix: '' };
  const [, whole = creator.given ?? '', suffix = ''] =
    /^(.*?),?\s+((?:Jr|Sr)\.?|III?|IV|2nd|3rd)$/.exec(creator.given ?? '') ?? [];
  const [, given = whole, particle = ''] = withParticle.exec(whole) ?? [];
  return { family: creator.family, given, particle, suffix };
}
const both = (between: string, ...names: readonly string[]) =>
  names.filter(name => name !== '').join(between);

/** “J.-P. S.” */
const stoppedInitials = (given: string, between = ' '): string =>
  initialsOf(given)
    .map(initials => initials.map(one => `${one}.`).join('-'))
    .join(between);
/** “JPS” */
const bareInitials = (given: string, between = '') =>
  initialsOf(given)
    .map(initials => initials.join(''))
    .join(between);

const areInitials = (given: string) => /^(\p{Lu}[.\s-]*)+$/u.test(given);
const spaced = (given: string) => (areInitials(given) ? stoppedInitials(given) : given);

const withoutStops = (given: string) => given.replace(/(?<![\p{L}\p{M}])(\p{Lu})\./gu, '$1');

type Ways = Readonly<
  Record<
    | 'inverted'
    | 'invertedClose'
    | 'initialsFirst'
    | 'initialsFirstClose'
    | 'bare'
    | 'whole'
    | 'wholeInverted'
    | 'legal',
    Way
  >
>;

/** Of a name in its parts how one is written whose given names come first, or last. */
type Written = (given: string) => string;
const first =
  (written: Written): Way =>
  creator => {
    const { family, given, particle, suffix } = parts(creator);
    return both(' ', written(given), particle, family, suffix);
  };
const last =
  (written: Written): Way =>
  creator => {
    const { family, given, particle, suffix } = parts(creator);
    return both(', ', family, both(' ', written(given), particle), suffix);
  };

export const ways: Ways = {
  /** “Hayes, S. A.” */
  inverted: last(stoppedInitials),
  /** “Hayes, S.A.” */
  invertedClose: last(given => stoppedInitials(given, '')),
  /** “S. A. Hayes” */
  initialsFirst: first(stoppedInitials),
  /** “S.A. Hayes” */
  initialsFirstClose: first(given => stoppedInitials(given, '')),
  /** “Hayes SA”, “King ML Jr”, “van Gogh V” */
  bare: creator => {
    const { family, given, particle, suffix } = parts(creator);
    return both(' ', particle, family, bareInitials(given), suffix.replace('.', ''));
  },
  /** “Sam Hayes”, “S. A. Hayes” */
  whole: first(spaced),
  /** “Hayes, Sam” */
  wholeInverted: last(spaced),
  /** “Sam A Hayes” and “SA Hayes”: initials without stops. */
  legal: creator =>
    first(given => (areInitials(given) ? bareInitials(given) : withoutStops(given)))(creator).replace(
      /(?<= [JS]r)\.$/,
      '',
    ),
};

type List = {
  /** How the first is written, and all others where it differs. */
  readonly way: Way;
  readonly others?: Way;
  /** Before the last of two, and of more. */
  readonly two: string;
  readonly more: string;
  /** Up to how many are all named, how many are named where there are more, and what stands for the rest. */
  readonly most: number;
  readonly shown: number;
  readonly rest: string;
  /** What stands on either side of an organisation, where it is no comma. */
  readonly apart?: string;
};

/** Names in a row, as a style writes them; undefined where there are none. */
export function row(creators: readonly Creator[], list: List): string | undefined {
  const { way, others = way, most, shown } = list;
  const [head] = creators;
  if (head === undefined) return undefined;
  const names = creators.map((creator, place) => (place === 0 ? way(creator) : others(creator)));
  // The comma before “and” and “et al.” is there because the first name is turned; an organisation’s is not.
  const close = (text: string) => ('name' in head ? text.replace(/^, (?=and |& |et al)/, ' ') : text);
  const rest = shown === 1 ? close(list.rest) : list.rest;
  if (names.length > most) return `${inRow(names.slice(0, shown), creators, list)}${rest}`;
  const end = names.at(-1) ?? '';
  if (names.length === 1) return end;
  if (list.apart) return inRow(names, creators, list);
  return `${names.slice(0, -1).join(', ')}${names.length === 2 ? close(list.two) : list.more}${end}`;
}

/** Names with commas between them, or with what keeps an organisation apart. */
const inRow = (names: readonly string[], creators: readonly Creator[], { apart = ', ' }: List) =>
  names.reduce((text, name, place) => {
    const isBeside = creators.slice(place - 1, place + 1).some(creator => 'name' in creator);
    return `${text}${isBeside ? apart : ', '}${name}`;
  });
