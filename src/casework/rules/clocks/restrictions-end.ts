import { restricts } from '../register/authorities.ts';
import type { CaseFacts } from './facts.ts';
import { factsKnownOn, type KnownFacts } from './known.ts';
import { type CaseOn, lawOn } from './law.ts';
import { type CaseClock, day, isThere, laterOf, readUntil } from './reading.ts';
import { endsByItself, restrictsOn, standingOn } from './standing.ts';

// Restrictions end for the case when the last authority that restricts ends, and by themselves only if each does and
// no decision ended one that lasted longer.
function lastEnd({ authorities }: KnownFacts): string | undefined {
  const restricting = authorities.filter(({ kind }) => restricts(kind));
  const open = restricting.filter(({ endedOn }) => endedOn === undefined);
  const ends = open.map(endsByItself).filter(isThere);
  const last = ends.length < open.length ? undefined : ends.toSorted().at(-1);
  const decided = restricting.map(({ endedOn }) => endedOn).filter(isThere);
  return last !== undefined && decided.some(endedOn => endedOn > last) ? undefined : last;
}

/**
 * The day on which the restrictions of a case end by themselves: the release date of the sentence behind them.
 * Source: Mental Health Act 1983, section 50(2), and section 45B for hospital directions.
 * @param facts the case
 * @param today the day of reading
 * @returns the first day without restrictions, or undefined where nothing ends by itself
 */
export function restrictionsEndOn(
  facts: CaseFacts,
  today: Temporal.PlainDate,
): Temporal.PlainDate | undefined {
  const end = lastEnd(factsKnownOn(facts, today));
  return end === undefined ? undefined : day(end);
}

/**
 * Whether somebody is restricted on a day, which is whether MHCS has any part in the case.
 * @param facts the case
 * @param on the day
 */
export function isRestrictedOn(facts: CaseFacts, on: Temporal.PlainDate): boolean {
  const text = on.toString();
  return factsKnownOn(facts, on).authorities.some(authority => restrictsOn(authority, text));
}

/**
 * Whether somebody stays in hospital “as if under section 37” after their restrictions ended. The Secretary of
 * State then has no statutory role.
 * Source: Mental Health Act 1983, sections 41(5), 47(3) and 50.
 * @param facts the case
 * @param on the day
 */
export function isNotionalHospitalOrder(facts: CaseFacts, on: Temporal.PlainDate): boolean {
  const end = restrictionsEndOn(facts, on);
  if (end === undefined || Temporal.PlainDate.compare(end, on) > 0) return false;
  const known = factsKnownOn(facts, on).authorities;
  if (known.some(({ kind, endedOn }) => !restricts(kind) && endedOn !== undefined)) return false;
  const dayBefore = end.subtract({ days: 1 });
  return standingOn(factsKnownOn(facts, dayBefore), dayBefore.toString()).is === 'in hospital';
}

/** The clock of restrictions that end by themselves; stopped from the day on which they have ended. */
export function restrictionsEnd({ facts, law, today }: CaseOn): CaseClock[] {
  const rule = lawOn(law.expiry, 'restrictions-end', today);
  const end = lastEnd(facts);
  if (!rule || end === undefined) return [];
  const startedOn = day(facts.authorities.map(({ madeOn }) => madeOn).reduce(laterOf));
  const doneOn = end <= today.toString() ? end : undefined;
  const { dueSoonWithin } = rule.value;
  const counted = { rule, startedOn, doneOn, why: 'clocks.why.release' } as const;
  return [readUntil({ ...counted, due: day(end), dueSoonWithin }, today)];
}
