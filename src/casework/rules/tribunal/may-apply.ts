import type { TextKey } from '../../../platform/language/index.ts';
import { clocksOf } from '../clocks/clocks-of.ts';
import type { CaseFacts, Day } from '../clocks/facts.ts';
import { type CaseClock, day, type Window } from '../clocks/reading.ts';
import { type Ground, groundOf } from './grounds.ts';

/** Why something cannot be recorded: a sentence that names the rule, and what fills it in. */
export type TribunalRefusal = {
  readonly field: string;
  readonly says: TextKey;
  readonly rule: string;
  readonly days?: { readonly [name: string]: Day };
};

/** A time in which the person may apply, under which section, and by which rule. */
export type Right = { readonly ground: Ground; readonly window: Window; readonly clock: CaseClock };

/**
 * The times in which the person may apply, as they stand on a day: one that is open, or else the next.
 * Source: Mental Health Act 1983, sections 69(2), 70, 75(1)(b) and 75(2); each window with the version in force.
 * @param facts the case
 * @param on the day
 */
export function rightsOn(facts: CaseFacts, on: Day): Right[] {
  return clocksOf(facts, day(on)).flatMap(clock => {
    const ground = groundOf(clock.id);
    return ground && clock.window ? [{ ground, window: clock.window, clock }] : [];
  });
}

const isWithin = ({ from, until }: Window, on: Day) => from.toString() <= on && on <= until.toString();

export type MayApply =
  | { readonly right: Right; readonly refusal?: undefined }
  | { readonly right?: undefined; readonly refusal: TribunalRefusal };

const refused = (says: TextKey, rule: string, days: TribunalRefusal['days'] = {}): MayApply => ({
  refusal: { field: 'made-day', says, rule, days },
});

/**
 * Whether an application could be made on a day: in a window, and once in each (section 77(2)).
 * @param facts the case, with what is known today
 * @param madeOn the day on which the person applied
 * @param today the day of recording
 * @returns the right that was used, or the sentence that says why there was none
 */
export function mayApply(facts: CaseFacts, madeOn: Day, today: Day): MayApply {
  if (madeOn > today) return refused('tribunal.refusal.future', 'MHA 1983 s77(1)');
  const rights = rightsOn(facts, madeOn);
  const [next] = rights;
  if (!next) return refused('tribunal.refusal.noRight', 'MHA 1983 ss 69, 70, 75', { day: madeOn });
  const right = rights.find(({ window }) => isWithin(window, madeOn));
  const rule = `MHA 1983 ${(right ?? next).ground}`;
  if (!right) {
    const { from, until } = next.window;
    return refused('tribunal.refusal.notOpen', rule, {
      ...{ day: madeOn, from: from.toString(), until: until.toString() },
    });
  }
  // One that was made later in the same time, and recorded first.
  const isUsed = (facts.tribunalCases ?? []).some(
    one => one.kind === 'application' && one.withdrawnOn === undefined && isWithin(right.window, one.madeOn),
  );
  return isUsed ? refused('tribunal.refusal.once', 'MHA 1983 s77(2)') : { right };
}
