import { type Translate, textOf } from '../../platform/language/index.ts';
import { showDay } from '../../platform/time/index.ts';
import { authorityKind } from '../rules/register/authorities.ts';
import type { MovementRefusal } from '../rules/register/may-move.ts';
import { movementKind } from '../rules/register/movement-kinds.ts';
import type { Standing } from '../rules/register/standings.ts';

/** The end of a key for what the register stores in words: "guilty, s37 only" → "guiltyS37Only". */
export function slugOf(words: string): string {
  const [first = '', ...rest] = words.split(/[^A-Za-z0-9]+/);
  return first + rest.map(word => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}

/** A detention authority in words. */
export function authorityInWords(code: string, t: Translate): string {
  const kind = authorityKind(code);
  return kind ? textOf(t, `register.authority.${kind.slug}`) : code;
}

/** A movement in words, with what came of it. */
export function movementInWords(
  { kind, outcome }: { kind: string; outcome: string | null },
  t: Translate,
): string {
  const known = movementKind(kind);
  const name = known ? textOf(t, `register.movement.${known.slug}`) : kind;
  return outcome ? `${name}: ${outcomeInWords(outcome, t)}` : name;
}

export const outcomeInWords = (outcome: string, t: Translate) =>
  textOf(t, `register.outcome.${slugOf(outcome)}`);

export const standingInWords = (standing: Standing | string, t: Translate) =>
  textOf(t, `register.standing.${slugOf(standing)}`);

export const dayOrNothing = (day: string | null, t: Translate) => (day ? showDay(day, t) : '');

/** The sentence of a refusal, which names the rule. */
export function movementRefusalInWords(refusal: MovementRefusal, kind: string, t: Translate): string {
  return t(refusal.says, {
    rule: refusal.rule,
    movement: movementInWords({ kind, outcome: null }, t),
    standing: refusal.standing ? standingInWords(refusal.standing, t) : '',
    other: refusal.other ? movementInWords(refusal.other, t) : '',
    day: refusal.other ? showDay(refusal.other.actualOn, t) : '',
    authorities: (refusal.families ?? []).join(', '),
  });
}
