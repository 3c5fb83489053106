import { endsOnRelease, restricts } from '../register/authorities.ts';
import type { Authority, Day } from './facts.ts';
import type { KnownFacts } from './known.ts';
import { isThere } from './reading.ts';

export type InHospital = {
  readonly is: 'in hospital';
  readonly authority: Authority;
  /** What the law counts from: the order or direction, or the return on recall. */
  readonly by: 'order' | 'recall';
  readonly on: Day;
};

export type Discharged = {
  readonly is: 'conditionally discharged';
  readonly authority: Authority;
  readonly on: Day;
};

/** Where a restricted person stands, and the day from which the law counts. */
export type Standing = { readonly is: 'not restricted' } | InHospital | Discharged;

/**
 * The first day on which an authority no longer restricts, where its restrictions end by themselves: the release
 * date of the sentence behind it (Mental Health Act 1983, sections 45B and 50(2)), or the end of a fixed time.
 */
export function endsByItself({ kind, releaseOn, expiresOn }: Authority): Day | undefined {
  return [endsOnRelease(kind) ? releaseOn : undefined, expiresOn].filter(isThere).toSorted()[0];
}

const isOver = (day: Day | undefined, on: Day) => day !== undefined && day <= on;

/**
 * Whether an authority restricts on a day. On the release date itself it no longer does.
 * Source: Mental Health Act 1983, sections 41, 45B, 49 and 50(2).
 */
export function restrictsOn(authority: Authority, on: Day): boolean {
  if (!restricts(authority.kind) || authority.madeOn > on) return false;
  return !isOver(authority.endedOn, on) && !isOver(endsByItself(authority), on);
}

const precedenceOf = ({ precedence }: Authority) => precedence ?? Number.POSITIVE_INFINITY;

// As in the register: by precedence, then the older.
function leading(authorities: readonly Authority[]): Authority | undefined {
  return authorities.toSorted(
    (one, other) =>
      Math.sign(precedenceOf(one) - precedenceOf(other)) || one.madeOn.localeCompare(other.madeOn),
  )[0];
}

type Return = { readonly kind: 'order' | 'recall'; readonly on: Day };
type Turn = Return | { readonly kind: 'conditional discharge'; readonly on: Day };

const latest = <T extends Turn>(turns: readonly T[], first: T): T =>
  turns.reduce((before, turn) => (turn.on >= before.on ? turn : before), first);

/**
 * Where the person stands on a day.
 * Source: Mental Health Act 1983, sections 42, 73 and 75(1)(b). With several authorities the one of precedence
 * counts, unless a recall came after it; one made while the person was in the community counts from its own day.
 * @param facts what was known on that day
 * @param on the day
 */
export function standingOn(facts: KnownFacts, on: Day): Standing {
  const restricting = facts.authorities.filter(authority => restrictsOn(authority, on));
  const authority = leading(restricting);
  if (!authority) return { is: 'not restricted' };
  const order: Return = { kind: 'order', on: authority.madeOn };
  const orders = restricting.map(({ madeOn }): Return => ({ kind: 'order', on: madeOn }));
  const moves = facts.movements.filter(movement => movement.on <= on);
  // On one day orders come before movements, and movements keep the order of the register: a paper recall that
  // ends in a new discharge on the same day leaves the person discharged.
  const last = latest<Turn>([...orders, ...moves], order);
  if (last.kind === 'conditional discharge')
    return { is: 'conditionally discharged', authority, on: last.on };
  const recalls = moves.flatMap(({ kind, on: day }): Return[] =>
    kind === 'recall' ? [{ kind, on: day }] : [],
  );
  const base = latest(recalls, order);
  const isBeforeDischarge = moves.some(
    ({ kind, on: day }) => kind === 'conditional discharge' && base.on < day,
  );
  const { kind, on: since } = isBeforeDischarge ? last : base;
  return { is: 'in hospital', authority, by: kind, on: since };
}
