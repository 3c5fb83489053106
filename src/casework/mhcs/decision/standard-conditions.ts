import { type TextKey, type Translate, textIn } from '../../../platform/language/index.ts';
import { type DatedRule, datedRules, rulesInForce } from '../../../platform/time/index.ts';
import { standardConditionsOf } from '../../rules/conditions/standard-conditions.ts';
import { kindRules } from '../../rules/document-kinds.ts';
import type { DecisionFile } from './queries/read-decision-file.ts';

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

/** A condition to be ticked: as the letter says it, and as the person reads it in their own language. */
export type BankCondition = {
  readonly id: string;
  readonly text: string;
  readonly plain: string;
  readonly onLiberty: boolean;
};

/**
 * What a caseworker can begin from in one decision: the bank of its kind; and for a discharge what was put forward in
 * the case, in its bare words.
 */
export function bankFor(
  file: Pick<DecisionFile, 'kind' | 'wording' | 'putForward'>,
  today: Temporal.PlainDate,
  t: Translate,
): readonly BankCondition[] {
  const theirs = textIn(file.wording.language, file.wording.easyRead);
  if (!kindRules[file.kind].setsConditions) {
    return standardConditions(today).map(({ id, value }) => {
      return { id, text: t(value.letter), plain: theirs(value.plain), onLiberty: false };
    });
  }
  const putForward = file.putForward.map(({ id, text }) => {
    return { id: `put-forward-${id}`, text, plain: text, onLiberty: false };
  });
  const standard = standardConditionsOf(today).map(({ id, value }) => {
    return { id, text: t(value.wording), plain: theirs(value.plain), onLiberty: value.onLiberty };
  });
  return [...putForward, ...standard];
}
