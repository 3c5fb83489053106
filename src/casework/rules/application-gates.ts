import { missing } from '../../platform/forms/index.ts';
import { blocked, byException, doesNotApply, type GateOutcome, inSection, passed } from './gate-outcome.ts';
import { type EarlierLeave, formFactsOf, type LeaveFacts } from './leave-facts.ts';

/** LG-1: no required answer is missing. */
export function formComplete(
  facts: Pick<LeaveFacts, 'form' | 'answers' | 'authorities' | 'extremismLevel'>,
): GateOutcome {
  const gaps = missing({ form: facts.form, answers: facts.answers, facts: formFactsOf(facts) });
  const [first] = gaps;
  if (first === undefined) return passed;
  const where = inSection(first.section, first.field);
  return { state: 'blocked', reason: 'gates.lg1.gaps', values: { count: gaps.length }, where, gaps };
}

/** LG-13: the responsible clinician has signed and dated, and not ahead of the day. */
export function signed({ signature }: Pick<LeaveFacts, 'signature'>, today: Temporal.PlainDate): GateOutcome {
  if (signature === undefined || signature.name.trim() === '') {
    return blocked('gates.lg13.unsigned', { to: 'signature' });
  }
  if (signature.on === '') return blocked('gates.lg13.undated', { to: 'signature' });
  return signature.on > today.toString() ? blocked('gates.lg13.ahead', { to: 'signature' }) : passed;
}

/** Every part that is not signed by sending was signed by one of its own hands, in order. */
export function partsSigned({ toSign }: { readonly toSign: readonly string[] }): GateOutcome {
  if (toSign.length === 0) return passed;
  return blocked('gates.parts.unsigned', { to: 'parts' }, { count: toSign.length });
}

/** Over how many years section 3g of the leave form looks back. */
export const historyYears = 2;

/** Whether a report covers leave up to its end. */
export const isReported = ({ startedOn, endedOn, reportedUntil }: EarlierLeave) =>
  reportedUntil !== undefined && reportedUntil >= (endedOn ?? startedOn);

/** LG-14: MHCS has an up-to-date report of all leave before this, and section 3g tells of it. */
export function earlierLeaveReported(facts: LeaveFacts, today: Temporal.PlainDate): GateOutcome {
  // Asked for by MHCS and late: there is no up-to-date report to consider a new request by.
  if (facts.reportsAskedBy?.some(byOn => byOn < today.toString()))
    return blocked('gates.lg14.askedFor', { to: 'asked report' });
  const taken = facts.earlierLeave.filter(({ startedOn }) => startedOn <= today.toString());
  if (taken.length === 0) return facts.answers.leaveTaken === 'yes' ? passed : doesNotApply;
  const unreported = taken.filter(leave => !isReported(leave)).length;
  if (unreported > 0)
    return blocked('gates.lg14.notReported', { to: 'earlier leave' }, { count: unreported });
  const since = today.subtract({ years: historyYears }).toString();
  const isRecent = taken.some(({ endedOn }) => endedOn === undefined || endedOn >= since);
  if (!isRecent || facts.answers.leaveTaken === 'yes') return passed;
  return blocked('gates.lg14.history', inSection('3g', 'leaveTaken'));
}

/**
 * AX-1: the person has seen the open part and had the chance to say their own words (Annex A). A case is never
 * held up because nothing was said, but then it is on record why, and when to ask again.
 */
export function opportunityGiven(
  { opportunity }: Pick<LeaveFacts, 'opportunity'>,
  today: Temporal.PlainDate,
): GateOutcome {
  const { outcome, sightConfirmedOn, reasonGiven, askAgainOn } = opportunity;
  const where = { to: 'opportunity' } as const;
  if (outcome === undefined || outcome === 'invited') return blocked('gates.ax1.notAsked', where);
  if (outcome === 'unable' && reasonGiven !== true) return blocked('gates.ax1.reason', where);
  if (
    askAgainOn !== undefined &&
    (outcome === 'unable' || outcome === 'not now') &&
    askAgainOn <= today.toString()
  ) {
    return blocked('gates.ax1.askAgain', where);
  }
  if (outcome === 'unable') return byException('nothing could be said', 'gates.ax1.exception', {});
  const isSeen = sightConfirmedOn !== undefined && sightConfirmedOn <= today.toString();
  return isSeen ? passed : blocked('gates.ax1.sight', where);
}
