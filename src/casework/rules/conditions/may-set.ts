import type { TextKey } from '../../../platform/language/index.ts';
import { type DatedRule, datedRules, rulesInForce } from '../../../platform/time/index.ts';
import type { Matter } from '../delegation.ts';

/** Who can set, change and end a condition of a discharge; nobody who treats the person. */
export const conditionAuthorities = ['Secretary of State', 'tribunal'] as const;
export type ConditionAuthority = (typeof conditionAuthorities)[number];

type Hooks = { readonly [by in ConditionAuthority]: string };

/** Where the law lets a condition be set, by who sets it. */
export const conditionLaw: readonly DatedRule<Hooks>[] = datedRules([
  {
    id: 'conditions',
    version: '1983',
    source: {
      name: 'Mental Health Act 1983',
      reference: 'sections 42(2) and 73(4) and (5)',
      mark: 'verified',
    },
    inForceFrom: '1983-09-30',
    value: { 'Secretary of State': 's42(2)', tribunal: 's73(4)(b)' },
  },
  {
    id: 'conditions on liberty',
    version: '2025',
    source: {
      name: 'Mental Health Act 2025, section 35',
      reference: 'Mental Health Act 1983, sections 42(2A) and 73(5A), in force 18 February 2026',
      mark: 'verified',
    },
    inForceFrom: '2026-02-18',
    value: { 'Secretary of State': 's42(2A)', tribunal: 's73(5A)' },
  },
]);

export type NewCondition = { readonly onLiberty: boolean; readonly setBy: ConditionAuthority };

/**
 * Where the law lets a condition be set.
 * @param condition whether it deprives of liberty, and who sets it
 * @param fromOn from which day it is to hold, as YYYY-MM-DD
 * @returns the section of the Act, or undefined where none does on that day
 */
export function lawOfCondition({ onLiberty, setBy }: NewCondition, fromOn: string): string | undefined {
  const id = onLiberty ? 'conditions on liberty' : 'conditions';
  return rulesInForce(conditionLaw, Temporal.PlainDate.from(fromOn)).find(rule => rule.id === id)?.value[
    setBy
  ];
}

/** Why a condition cannot be set, and beside which field that is said. */
export type ConditionRefusal = { readonly field: 'onLiberty' | 'from' | 'wording'; readonly says: TextKey };

// Nobody sets a condition for years ahead: such a day is a slip of the pen. Ours.
const furthestAhead = 366;

/**
 * Whether a condition can be set. One that deprives of liberty belongs to a supervised discharge and to nothing else.
 * Source: design brief, sections 2.2 and 7 (Mental Health Act 2025, section 35).
 * @param condition what is to hold from when, and whether the discharge is a supervised one
 * @returns the first reason why not, or undefined
 */
export function refuseCondition(
  condition: NewCondition & {
    readonly wording: string;
    readonly fromOn: string;
    readonly isSupervised: boolean;
    readonly today: Temporal.PlainDate;
  },
): ConditionRefusal | undefined {
  const { wording, fromOn, onLiberty, isSupervised, today } = condition;
  if (/\[[^\]]*\]/.test(wording)) return { field: 'wording', says: 'conditions.refusal.gaps' };
  if (fromOn > today.add({ days: furthestAhead }).toString())
    return { field: 'from', says: 'conditions.refusal.ahead' };
  if (!lawOfCondition(condition, fromOn))
    return { field: onLiberty ? 'onLiberty' : 'from', says: 'conditions.refusal.law' };
  if (onLiberty && !isSupervised) return { field: 'onLiberty', says: 'conditions.refusal.supervised' };
  return undefined;
}

/**
 * Whether a condition can end on a day.
 * @param untilOn the first day on which it would no longer hold, as YYYY-MM-DD
 * @returns why not, or undefined
 */
export function refuseEnd(
  { fromOn }: { readonly fromOn: string },
  untilOn: string,
  today: Temporal.PlainDate,
): TextKey | undefined {
  if (untilOn < fromOn) return 'conditions.refusal.before';
  return untilOn > today.add({ days: furthestAhead }).toString() ? 'conditions.refusal.ahead' : undefined;
}

/**
 * Under which matter of the delegation table the section sets, changes or ends a condition.
 * Source: design brief, section 7: what eases a condition on liberty is for the Secretary of State or the tribunal.
 * @param former whether the condition that is changed or ended deprives of liberty; undefined for a new one
 * @param onLiberty whether what takes its place does
 */
export function matterOfCondition(former: boolean | undefined, onLiberty: boolean): Matter {
  if (former) return 'relaxing conditions on liberty';
  return onLiberty ? 'supervised discharge' : 'change of conditions';
}
