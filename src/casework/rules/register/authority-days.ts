import { restricts } from './authorities.ts';

/** A detention authority as it stands in the register; days as 'YYYY-MM-DD'. */
export type Authority = {
  kind: string;
  /** The day of the order, direction or warrant. */
  orderOn: string | null;
  /** The day on which the section received the case. */
  receivedOn: string | null;
  endedOn: string | null;
  /** The expected release date of a prisoner: the restrictions end with it (MHA 1983 s50(2)). */
  releaseOn: string | null;
  /** The day on which the restrictions end for another reason, such as an order made for a fixed time. */
  expiresOn: string | null;
  /** 1 governs. */
  precedence: number;
};

const firstOf = (...days: (string | null)[]) => days.filter(day => day !== null).sort()[0] ?? null;

/** The day on which an authority ended, or will by itself; null while nothing ends it. */
export function endOf(authority: Authority): string | null {
  return authority.endedOn ?? firstOf(authority.releaseOn, authority.expiresOn);
}

/** The day on which it began: of the order, or, when that is not known, on which the section received the case. */
export function beginningOf(authority: Authority): string | null {
  return authority.orderOn ?? authority.receivedOn;
}

/**
 * The "active on date X" rule of the analysts of the Ministry of Justice: the authority is active and its order was
 * made by X, or, with no such date, it was received by X; or it is no longer active and ended after X, or, with no end
 * date, expired after X (design brief, section 2.3). They leave out that an authority which has ended must have begun
 * by X too; without that, one made and ended after X would count, so here it is asked.
 */
export function isActiveOn(authority: Authority, day: string): boolean {
  const begun = beginningOf(authority);
  if (begun === null || begun > day) return false;
  const end = endOf(authority);
  return end === null || end > day;
}

/** The authorities in force on a day, the one that governs first: by precedence, then the older. */
export function activeOn<A extends Authority>(authorities: readonly A[], day: string): A[] {
  return authorities.filter(authority => isActiveOn(authority, day)).sort(byPrecedence);
}

function byPrecedence(one: Authority, other: Authority): number {
  return (
    one.precedence - other.precedence || String(beginningOf(one)).localeCompare(String(beginningOf(other)))
  );
}

/**
 * The day on which the last restriction of a case ended by itself; null while one is in force, or when none ended
 * that way. With several authorities one alone keeps the person restricted.
 */
export function restrictionsLapsedOn(authorities: readonly Authority[], today: string): string | null {
  const restricting = authorities.filter(({ kind }) => restricts(kind));
  if (restricting.some(authority => (endOf(authority) ?? '9999') > today)) return null;
  const lapsed = restricting.filter(({ endedOn }) => endedOn === null);
  return (
    lapsed
      .map(authority => String(endOf(authority)))
      .sort()
      .at(-1) ?? null
  );
}
