/** From when until when a condition holds; `untilOn` is the first day on which it does not. */
export type Held = { readonly fromOn: string; readonly untilOn: string | null };

/** Where a condition stands on a day. */
export type HeldState = 'holds' | 'comes' | 'over';

/**
 * Where a condition stands on a day. One that ended on the day on which it began never held.
 * @param day as YYYY-MM-DD
 */
export function stateOn({ fromOn, untilOn }: Held, day: string): HeldState {
  if (untilOn !== null && (untilOn <= day || untilOn <= fromOn)) return 'over';
  return fromOn <= day ? 'holds' : 'comes';
}

/** The conditions that stand so on a day, in the order given. */
export function conditionsOn<C extends Held>(conditions: readonly C[], day: string, state: HeldState): C[] {
  return conditions.filter(condition => stateOn(condition, day) === state);
}
