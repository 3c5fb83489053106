import type { TextKey } from '../../../platform/language/index.ts';
import { type DatedRule, datedRules, rulesInForce } from '../../../platform/time/index.ts';

/** A condition that many consents share, in the letter's words and in plain words for the person. */
export type StandardCondition = { readonly letter: TextKey; readonly plain: TextKey };

// That consent can carry conditions is read at the source (Mental Health Law Online, Leave, on section 41(3)(c)(i));
// which ones are common, and their wording, are our choice until the section gives its own bank.
const condition = (id: string, letter: TextKey, plain: TextKey): DatedRule<StandardCondition> => ({
  id,
  version: '1',
  source: {
    name: 'Ownwords default, to be replaced by the bank of conditions of MHCS',
    mark: 'design',
  },
  inForceFrom: '2024-11-20',
  value: { letter, plain },
});

const bank = datedRules<StandardCondition>([
  condition('escort', 'mhcs.decision.bank.escort', 'mhcs.decision.bank.escort.plain'),
  condition('area', 'mhcs.decision.bank.area', 'mhcs.decision.bank.area.plain'),
  condition('zone', 'mhcs.decision.bank.zone', 'mhcs.decision.bank.zone.plain'),
  condition('contact', 'mhcs.decision.bank.contact', 'mhcs.decision.bank.contact.plain'),
  condition('substances', 'mhcs.decision.bank.substances', 'mhcs.decision.bank.substances.plain'),
  condition('return', 'mhcs.decision.bank.return', 'mhcs.decision.bank.return.plain'),
  condition('report', 'mhcs.decision.bank.report', 'mhcs.decision.bank.report.plain'),
]);

/**
 * The bank of conditions in force on a day: a start for the caseworker, who may change every word. What is stored is
 * what was written.
 */
export function standardConditions(today: Temporal.PlainDate): readonly DatedRule<StandardCondition>[] {
  return rulesInForce(bank, today);
}
