import { type DatedRule, datedRules, RuleProblem, rulesInForce } from '../../../platform/time/index.ts';
import { type Priority, priorities } from './priorities.ts';
import { ownDefault, since } from './sources.ts';

/** Who has to do what a clock runs for; `person` where it is a right and no duty, `nobody` where law does it alone. */
export const owers = ['hospital', 'supervisors', 'section', 'person', 'nobody'] as const;
export type Ower = (typeof owers)[number];

/** What a clock is to those who work by it. */
export type ClockWork = {
  readonly owedBy: Ower;
  readonly priority: Priority;
  /** Whether the person and their helpers may know of it. */
  readonly isOpen: boolean;
};

type Stated = readonly [id: string, owedBy: Ower, priority: Priority, closed?: 'closed'];

// The triage of 2018 names kinds of decisions. Each clock stands where the decision stands that it belongs to: what
// follows a recall is critical; what a tribunal waits for goes before reports.
const stated: readonly Stated[] = [
  ['recall-reference', 'section', 'critical'],
  ['recall-told', 'hospital', 'critical'],
  ['recall-reasons', 'section', 'critical'],
  // What a second reader thinks of it, and the evidence, are closed to the person.
  ['recall-evidence', 'hospital', 'critical', 'closed'],
  ['recall-review', 'section', 'critical', 'closed'],
  ['recall-asking', 'hospital', 'critical'],
  ['recall-answer', 'section', 'critical'],
  ['naming-supervisors', 'section', 'critical'],
  ['state-comments-on-recall', 'section', 'critical'],
  ['prison-transfer', 'section', 'critical'],
  ['decision-critical', 'section', 'critical'],
  ['hospital-statement', 'hospital', 'fast track'],
  ['supervisors-reports', 'supervisors', 'fast track'],
  ['state-comments', 'section', 'fast track'],
  ['restrictions-end', 'nobody', 'fast track'],
  ['decision-fast-track', 'section', 'fast track'],
  ['decision-transfer', 'section', 'hospital transfer'],
  ['reference-in-hospital', 'section', 'other'],
  ['reference-deprived-of-liberty', 'section', 'other'],
  ['annual-report', 'hospital', 'other'],
  ['leave-report', 'hospital', 'other'],
  ['discharge-report', 'supervisors', 'other'],
  ['clinician-view', 'hospital', 'other'],
  ['supervisor-view', 'supervisors', 'other'],
  ['address-notice', 'supervisors', 'other'],
  ['address-answer', 'section', 'other'],
  ['decision-other', 'section', 'other'],
  ['window-first-six-months', 'person', 'other'],
  ['window-in-hospital', 'person', 'other'],
  ['window-discharged', 'person', 'other'],
  ['window-deprived-of-liberty', 'person', 'other'],
  ['leave-decision', 'section', 'community leave'],
  // What the section asked a clinician is closed to the person.
  ['leave-information', 'hospital', 'community leave', 'closed'],
];

/** Who owes what, and what goes first: the standing scheme until MHCS gives its own. */
export const clockWorkRules: readonly DatedRule<ClockWork>[] = datedRules(
  stated.map(([id, owedBy, priority, closed]) => ({
    ...{ id, version: '1', inForceFrom: since.firstYear },
    source: ownDefault('each clock stands where the triage of January 2018 puts the decision it belongs to'),
    value: { owedBy, priority, isOpen: closed === undefined },
  })),
);

/**
 * What a clock is to those who work by it.
 * @param id the id of its rule
 * @param on the day whose scheme counts; throws RuleProblem for a clock that the scheme does not name
 */
export function clockWork(id: string, on: Temporal.PlainDate): ClockWork & { readonly rank: number } {
  const rule = rulesInForce(clockWorkRules, on).find(candidate => candidate.id === id);
  if (!rule) throw new RuleProblem(`Nobody is named who owes the clock ${id} on ${on}.`);
  return { ...rule.value, rank: priorities.indexOf(rule.value.priority) + 1 };
}
