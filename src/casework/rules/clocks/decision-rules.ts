import { type ClockRule, type DatedRule, datedRules } from '../../../platform/time/index.ts';
import type { Priority } from './priorities.ts';
import { ownDefault, since } from './sources.ts';

/** The rule of the clock for a decision on work of a priority. Community leave has had its rule since 2024. */
export const decisionRuleOf = {
  critical: 'decision-critical',
  'fast track': 'decision-fast-track',
  'hospital transfer': 'decision-transfer',
  other: 'decision-other',
  'community leave': 'leave-decision',
} as const satisfies Record<Priority, string>;

const within = (id: string, count: number): DatedRule<ClockRule> => ({
  id,
  version: '1',
  source: ownDefault('the target days that MHCS publishes (MHCS_Targets_19_20.pdf) could not be found'),
  inForceFrom: since.firstYear,
  value: { unit: 'workingDays', count, dueSoonWithin: Math.min(3, count - 1), mayPause: true },
});

/** How long MHCS has to decide. These clocks are policy, and stand still while information is awaited. */
export const decisionRules: readonly DatedRule<ClockRule>[] = datedRules([
  within(decisionRuleOf.critical, 5),
  within(decisionRuleOf['fast track'], 10),
  within(decisionRuleOf['hospital transfer'], 15),
  within(decisionRuleOf.other, 20),
]);
