import {
  addWorkingDays,
  type DatedRule,
  datedRules,
  dayOf,
  type RuleSource,
  ruleInForce,
  zone,
} from '../../../platform/time/index.ts';

/** What a recall leaves to be done after the warrant. */
export const recallDuties = [
  'told briefly',
  'full reasons',
  'medical evidence',
  'review',
  'ask for words',
  'answer words',
] as const;
export type RecallDuty = (typeof recallDuties)[number];

/** Until when: hours from the warrant, or to the end of a day counted from it. */
export type Within =
  | { readonly hours: number }
  | { readonly days: number }
  | { readonly workingDays: number };

const reasons: RuleSource = {
  name: 'R (Lee-Hirons) v Secretary of State for Justice [2016] UKSC 46: reasons are given; when, as practice has it',
  mark: 'background',
};
const ours = (what: string): RuleSource => ({ name: `Ownwords: ${what}`, mark: 'design' });

const rule = (id: RecallDuty, source: RuleSource, value: Within): DatedRule<Within> => ({
  ...{ id, version: '2026-1', source, inForceFrom: '2024-01-01', value },
});

/** Until when each is done. That reasons are due is law; the hours and days are background or ours. */
export const recallDutyRules: readonly DatedRule<Within>[] = datedRules([
  rule('told briefly', reasons, { days: 0 }),
  rule('full reasons', reasons, { hours: 72 }),
  rule('medical evidence', ours('what an emergency left out follows'), { workingDays: 3 }),
  rule('review', ours('what one person did at night, a second reads'), { workingDays: 1 }),
  rule('ask for words', ours('who could not be asked before is asked afterwards'), { days: 7 }),
  // Begins when something is said after the decision; the database counts it, since it seals the words.
  rule('answer words', ours('what is said afterwards is answered too'), { days: 7 }),
]);

/** How a recall came about. */
export type RecallFollowed = {
  /** Issued by one person out of hours. */
  readonly alone: boolean;
  readonly hasEvidence: boolean;
  readonly hasSpoken: boolean;
};

/** What one recall leaves to be done, in the order of the list. */
export function dutiesAfter({ alone, hasEvidence, hasSpoken }: RecallFollowed): readonly RecallDuty[] {
  const applies: Readonly<Record<RecallDuty, boolean>> = {
    'told briefly': true,
    'full reasons': true,
    'medical evidence': !hasEvidence,
    review: alone,
    'ask for words': !hasSpoken,
    'answer words': false,
  };
  return recallDuties.filter(duty => applies[duty]);
}

/**
 * Until when a duty is met.
 * @param duty which
 * @param issuedAt when the warrant was issued
 * @returns the last moment, and the id and version of the rule; throws RuleProblem when none was in force
 */
export function dutyDue(
  duty: RecallDuty,
  issuedAt: Temporal.Instant,
): { readonly at: Temporal.Instant; readonly rule: string } {
  const day = dayOf(issuedAt);
  const { id, version, value } = ruleInForce(recallDutyRules, duty, day);
  return { at: momentOf(value, issuedAt, day), rule: `${id} ${version}` };
}

function momentOf(within: Within, from: Temporal.Instant, day: Temporal.PlainDate): Temporal.Instant {
  if ('hours' in within) return from.add({ hours: within.hours });
  const last = 'days' in within ? day.add({ days: within.days }) : addWorkingDays(day, within.workingDays);
  return last.add({ days: 1 }).toZonedDateTime(zone).toInstant().subtract({ seconds: 1 });
}
