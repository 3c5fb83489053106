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

const parts = (creator: Creator) =>
  'name' in creator
    ? { family: creator.name, given: '' }
    : { family: creator.family, given: creator.given ?? '' };
const both = (between: string, ...names: readonly string[]) =>
  names.filter(name => name !== '').join(between);

/** “J.-P. S.” */
const stoppedInitials = (given: string, between = ' ') =>
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

export const ways: Ways = {
  /** “Hayes, S. A.” */
  inverted: creator => both(', ', parts(creator).family, stoppedInitials(parts(creator).given)),
  /** “Hayes, S.A.” */
  invertedClose: creator => both(', ', parts(creator).family, stoppedInitials(parts(creator).given, '')),
  /** “S. A. Hayes” */
  initialsFirst: creator => both(' ', stoppedInitials(parts(creator).given), parts(creator).family),
  /** “S.A. Hayes” */
  initialsFirstClose: creator => both(' ', stoppedInitials(parts(creator).given, ''), parts(creator).family),
  /** “Hayes SA” */
  bare: creator => both(' ', parts(creator).family, bareInitials(parts(creator).given)),
  /** “Sam Hayes”, “S. A. Hayes” */
  whole: creator => both(' ', spaced(parts(creator).given), parts(creator).family),
  /** “Hayes, Sam” */
  wholeInverted: creator => both(', ', parts(creator).family, spaced(parts(creator).given)),
  /** “Sam A Hayes” and “SA Hayes”: initials without stops. */
  legal: creator => {
    const { given, family } = parts(creator);
    return both(' ', areInitials(given) ? bareInitials(given) : withoutStops(given), family);
  },
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
};

/** Names in a row, as a style writes them; undefined where there are none. */
export function row(creators: readonly Creator[], list: List): string | undefined {
  const { way, others = way, two, more, most, shown, rest } = list;
  if (creators.length === 0) return undefined;
  const names = creators.map((creator, place) => (place === 0 ? way(creator) : others(creator)));
  if (names.length > most) return `${names.slice(0, shown).join(', ')}${rest}`;
  const last = names.at(-1) ?? '';
  if (names.length === 1) return last;
  return `${names.slice(0, -1).join(', ')}${names.length === 2 ? two : more}${last}`;
}
