import { type TextKey, type Translate, textOf } from '../../platform/language/index.ts';
import { showDay } from '../../platform/time/index.ts';
import { movementRefusalInWords, slugOf } from '../register/words.ts';
import type { Ground } from '../rules/tribunal/grounds.ts';
import type { TribunalRefusal } from '../rules/tribunal/may-apply.ts';
import type { Outcome } from '../rules/tribunal/results.ts';
import type { StepKind } from '../rules/tribunal/step-kinds.ts';
import type { ResultRefusal } from './commands/record-result.ts';

/** Under which section a case came to the tribunal, and what that means. */
export const groundInWords = (ground: Ground, t: Translate) => textOf(t, `tribunal.ground.${slugOf(ground)}`);
export const stepKey = (kind: StepKind) => `tribunal.step.${slugOf(kind)}` as TextKey;
export const outcomeKey = (outcome: Outcome) => `tribunal.outcome.${slugOf(outcome)}` as TextKey;
export const countryKey = {
  England: 'tribunal.country.England',
  Wales: 'tribunal.country.Wales',
} as const satisfies Record<string, TextKey>;

/** The sentence of a refusal, which names the rule. */
export function refusalInWords({ says, rule, days = {} }: TribunalRefusal, t: Translate): string {
  const shown = Object.entries(days).map(([name, day]) => [name, showDay(day, t)]);
  return t(says, { rule, ...Object.fromEntries(shown) });
}

/** The sentence of a refused result, beside the field it speaks of. */
export function resultRefusalInWords(refusal: ResultRefusal, t: Translate): { field: string; text: string } {
  if ('tribunal' in refusal)
    return { field: refusal.tribunal.field, text: refusalInWords(refusal.tribunal, t) };
  if ('condition' in refusal) {
    const field = refusal.condition.field === 'from' ? 'effect-day' : 'conditions';
    return { field, text: t(refusal.condition.says) };
  }
  const { register, kind } = refusal;
  const field = {
    actual: 'effect-day',
    authorised: 'decided-day',
    kind: 'outcome',
    outcome: 'outcome',
  } as const;
  return { field: field[register.field], text: movementRefusalInWords(register, kind, t) };
}
