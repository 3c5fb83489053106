import type { TextKey } from '../../../platform/language/index.ts';
import { RuleProblem } from '../../../platform/time/index.ts';
import { decisionRuleOf } from './decision-rules.ts';

const names: ReadonlyMap<string, TextKey> = new Map<string, TextKey>([
  ['annual-report', 'clocks.name.annualReport'],
  ['leave-report', 'clocks.name.leaveReport'],
  ['discharge-report', 'clocks.name.dischargeReport'],
  ['window-first-six-months', 'clocks.name.mayApply'],
  ['window-in-hospital', 'clocks.name.mayApply'],
  ['window-discharged', 'clocks.name.mayApply'],
  ['window-deprived-of-liberty', 'clocks.name.mayApply'],
  ['recall-reference', 'clocks.name.reference'],
  ['reference-in-hospital', 'clocks.name.reference'],
  ['reference-deprived-of-liberty', 'clocks.name.reference'],
  ['hospital-statement', 'clocks.name.hospitalStatement'],
  ['naming-supervisors', 'clocks.name.namingSupervisors'],
  ['supervisors-reports', 'clocks.name.supervisorsReports'],
  ['state-comments-on-recall', 'clocks.name.stateComments'],
  ['state-comments', 'clocks.name.stateComments'],
  ['prison-transfer', 'clocks.name.prisonTransfer'],
  ['address-notice', 'clocks.name.addressNotice'],
  ['address-answer', 'clocks.name.addressAnswer'],
  ['clinician-view', 'clocks.name.view'],
  ['supervisor-view', 'clocks.name.view'],
  ['leave-information', 'clocks.name.information'],
  ['leave-decision', 'clocks.name.decision'],
  ['decision-critical', 'clocks.name.decision'],
  ['decision-fast-track', 'clocks.name.decision'],
  ['decision-transfer', 'clocks.name.decision'],
  ['decision-other', 'clocks.name.decision'],
  ['recall-told', 'clocks.name.recallTold'],
  ['recall-reasons', 'clocks.name.recallReasons'],
  ['recall-evidence', 'clocks.name.recallEvidence'],
  ['recall-review', 'clocks.name.recallReview'],
  ['recall-asking', 'clocks.name.recallAsking'],
  ['recall-answer', 'clocks.name.recallAnswer'],
  ['restrictions-end', 'clocks.name.restrictionsEnd'],
]);

/**
 * What a clock is called on a page.
 * @param id the id of its rule; throws RuleProblem for one that has no words
 */
export function clockName(id: string): TextKey {
  const name = names.get(id);
  if (!name) throw new RuleProblem(`The clock ${id} has no name.`);
  return name;
}

/** The clocks of a decision, and of information that is waited for meanwhile. */
export const decisionClocks: readonly string[] = [...Object.values(decisionRuleOf), 'leave-information'];

/** The clocks that run for one document: of its decision, and of the view that is sought on it. casework.is_of_document says the same. */
export const documentClocks: readonly string[] = [...decisionClocks, 'clinician-view', 'supervisor-view'];

/**
 * Whether a clock runs for one document, whose number it then bears as that to which it belongs.
 * @param id the id of its rule
 */
export const isOfDocument = (id: string): boolean => documentClocks.includes(id);
