import type { TextKey } from '../../../platform/language/index.ts';
import { rulesInForce } from '../../../platform/time/index.ts';
import { clocksOf } from '../clocks/clocks-of.ts';
import type { CaseFacts, Day } from '../clocks/facts.ts';
import { factsKnownOn } from '../clocks/known.ts';
import { day } from '../clocks/reading.ts';
import { type Standing, standingOn } from '../clocks/standing.ts';
import { referenceSince } from '../clocks/tribunal-references.ts';
import { type ReferenceGround, type ReferenceLaw, referenceLaw } from './grounds.ts';
import type { TribunalRefusal } from './may-apply.ts';

/** By when a reference had to be made, where there is such a day, and by which rule. */
export type Reference = { readonly dueOn: Day | null; readonly rule: string };
export type MayRefer =
  | { readonly reference: Reference; readonly refusal?: undefined }
  | { readonly reference?: undefined; readonly refusal: TribunalRefusal };

type Asked = {
  readonly ground: ReferenceGround;
  readonly madeOn: Day;
  readonly facts: CaseFacts;
  readonly today: Day;
};

const refused = (field: string, says: TextKey, { ground, madeOn }: Asked): MayRefer => ({
  refusal: { field, says, rule: `MHA 1983 ${ground}`, days: { day: madeOn } },
});

function refusedFromHere(asked: Asked, law: ReferenceLaw, standing: Standing): MayRefer | undefined {
  if (!law.stands.includes(standing.is)) return refused('ground', 'tribunal.refusal.standing', asked);
  if (!law.onRecall || standing.is !== 'in hospital') return undefined;
  if (standing.by !== 'recall') return refused('ground', 'tribunal.refusal.notRecalled', asked);
  const former = referenceSince(asked.facts.tribunalCases ?? [], standing.on);
  return former && refused('ground', 'tribunal.refusal.referred', asked);
}

/**
 * Whether the Secretary of State can have referred a case on a ground on a day. A late reference is late and is made all
 * the same.
 * @returns by when it had to be made, or the sentence that says why it cannot be
 */
export function mayRefer(asked: Asked): MayRefer {
  const { ground, madeOn, facts, today } = asked;
  if (madeOn > today) return refused('made-day', 'tribunal.refusal.future', asked);
  const law = rulesInForce(referenceLaw, day(madeOn)).find(({ id }) => id === ground);
  if (!law) return refused('ground', 'tribunal.refusal.notLaw', asked);
  const standing = standingOn(factsKnownOn(facts, day(madeOn)), madeOn);
  const refusal = refusedFromHere(asked, law.value, standing);
  if (refusal) return refusal;
  const clock = clocksOf(facts, day(madeOn)).find(({ id }) => id === law.value.clock);
  const rule = clock ? `${clock.id} ${clock.version}` : `${law.id} ${law.version}`;
  return { reference: { dueOn: clock?.due.toString() ?? null, rule } };
}
