import type { TextKey } from '../../../platform/language/index.ts';
import { type DatedRule, datedRules, type RuleSource, rulesInForce } from '../../../platform/time/index.ts';

/** A condition that many discharges share: its legal wording, the same in plain words, and whether it deprives of liberty. */
export type StandardCondition = {
  readonly name: TextKey;
  readonly wording: TextKey;
  readonly plain: TextKey;
  readonly onLiberty: boolean;
};

// What conditions are about is read at the source; every wording is ours, to be replaced by the section's own bank.
const application: RuleSource = {
  name: 'MHCS, application for discharge, version 2.1 (24 February 2022), standard conditions',
  mark: 'verified',
};
const supervised: RuleSource = {
  name: 'Mental Health Act 2025, section 35; HMPPS, Supervised Discharge FAQs (18 February 2026)',
  reference: 'Mental Health Act 1983, sections 42(2A) and 73(5A)',
  mark: 'verified',
};

const about = [
  'residence',
  'nights-away',
  'access',
  'treatment',
  'engagement',
  'alcohol',
  'drugs',
  'testing',
  'contact',
  'exclusion',
] as const;
type About = (typeof about)[number] | 'accompanied';

const condition = (
  id: About,
  { source, from }: { source: RuleSource; from: string },
): DatedRule<StandardCondition> => ({
  ...{ id, version: '1', source, inForceFrom: from },
  value: {
    name: `conditions.bank.${id}.name`,
    wording: `conditions.bank.${id}.wording`,
    plain: `conditions.bank.${id}.plain`,
    onLiberty: source === supervised,
  },
});

/** The bank of standard conditions of a discharge; nowhere else. */
export const conditionBank: readonly DatedRule<StandardCondition>[] = datedRules([
  ...about.map(id => condition(id, { source: application, from: '2022-02-24' })),
  condition('accompanied', { source: supervised, from: '2026-02-18' }),
]);

/**
 * The bank in force on a day: a start for the caseworker, who may change every word. What holds is what was written.
 * Source: design brief, section 5, and section 7 for the condition on liberty.
 */
export function standardConditionsOf(today: Temporal.PlainDate): readonly DatedRule<StandardCondition>[] {
  return rulesInForce(conditionBank, today);
}
