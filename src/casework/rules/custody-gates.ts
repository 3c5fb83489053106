import { remissionAuthorities } from '../forms/leave-2024-legal.ts';
import {
  atConsultation,
  blocked,
  doesNotApply,
  type GateOutcome,
  inSection,
  passed,
} from './gate-outcome.ts';
import type { LeaveFacts } from './leave-facts.ts';
import { isAnsweredBy, isAsked, onSilence } from './no-answer.ts';

const canBeRemitted = ({ authorities }: LeaveFacts) =>
  remissionAuthorities.some(authority => authorities.includes(authority));

/** LG-10: for s45A, s47 and s48 the offender manager could comment, on remission too; or did not after reminders. */
export function offenderManagerHeard(facts: LeaveFacts, today: Temporal.PlainDate): GateOutcome {
  if (!canBeRemitted(facts)) return doesNotApply;
  const consultation = facts.consultations.offender_manager;
  const where = atConsultation('offender_manager');
  if (!isAsked(consultation, today)) return blocked('gates.lg10.notNotified', where);
  if (isAnsweredBy(consultation, today)) {
    return consultation.answer?.coversRemission === true ? passed : blocked('gates.lg10.noRemission', where);
  }
  const silence = {
    consultee: 'offender_manager',
    rule: 'no-answer-after-reminders',
    waiting: 'gates.lg10.waiting',
    notClaimed: 'gates.lg10.notClaimed',
    trailMissing: 'gates.trailMissing',
    says: 'gates.lg10.exception',
  } as const;
  return onSilence(consultation, silence, today);
}

/** LG-11: for s45A, s47 and s48 the reasoning on a return to prison is there (Mental Health Act 1983, section 50). */
export function remissionReasoned(facts: LeaveFacts): GateOutcome {
  if (!canBeRemitted(facts)) return doesNotApply;
  const { considered, prognosisGiven, reasonsAgainstGiven, outlookGiven } = facts.remission;
  if (considered !== true) return blocked('gates.lg11.considered', inSection('7', 'remissionConsidered'));
  if (!prognosisGiven) return blocked('gates.lg11.prognosis', inSection('7', 'remissionPrognosis'));
  if (!reasonsAgainstGiven) return blocked('gates.lg11.against', inSection('7', 'remissionAgainst'));
  return outlookGiven ? passed : blocked('gates.lg11.outlook', inSection('7', 'remissionOutlook'));
}

/** LG-12: at level HIGH or CRITICAL the counter-terrorism nominal manager has given a view. There is no exception. */
export function counterTerrorismHeard(facts: LeaveFacts, today: Temporal.PlainDate): GateOutcome {
  if (facts.extremismLevel !== 'high' && facts.extremismLevel !== 'critical') return doesNotApply;
  const consultation = facts.consultations.counter_terrorism_manager;
  const where = atConsultation('counter_terrorism_manager');
  if (!isAsked(consultation, today)) return blocked('gates.lg12.notAsked', where);
  return isAnsweredBy(consultation, today) ? passed : blocked('gates.lg12.notAnswered', where);
}
