import {
  atConsultation,
  blocked,
  byException,
  doesNotApply,
  type GateOutcome,
  inSection,
  passed,
} from './gate-outcome.ts';
import type { LeaveFacts } from './leave-facts.ts';
import { isAnsweredBy, isAsked, onSilence } from './no-answer.ts';

const section = (field: string) => inSection('6', field);
const atOfficer = atConsultation('victim_liaison_officer');

/** LG-6: where victims are active, an attempt was made to reach the victim liaison officer. */
export function officerReached(
  { victims, consultations }: LeaveFacts,
  today: Temporal.PlainDate,
): GateOutcome {
  if (victims.status !== 'active') return doesNotApply;
  if (isAsked(consultations.victim_liaison_officer, today)) return passed;
  return blocked('gates.lg6.notAsked', atOfficer);
}

/** LG-7: the officer knows, and the victim had the chance to be consulted; or nobody answered after reminders. */
export function victimHeard({ victims, consultations }: LeaveFacts, today: Temporal.PlainDate): GateOutcome {
  if (victims.status !== 'active') return doesNotApply;
  const consultation = consultations.victim_liaison_officer;
  if (!isAsked(consultation, today)) return blocked('gates.lg7.notInformed', atOfficer);
  if (isAnsweredBy(consultation, today)) {
    if (consultation.answer?.victimConsulted === true) return passed;
    return blocked('gates.lg7.notConsulted', atOfficer);
  }
  const silence = {
    consultee: 'victim_liaison_officer',
    rule: 'no-answer-after-reminders',
    waiting: 'gates.lg7.waiting',
    notClaimed: 'gates.lg7.notClaimed',
    trailMissing: 'gates.trailMissing',
    says: 'gates.lg7.exception',
  } as const;
  return onSilence(consultation, silence, today);
}

/** LG-8: that a case is dormant, or that a victim opted out, has been said. Nothing said is not an answer. */
export function victimStatusSaid({ victims }: LeaveFacts): GateOutcome {
  return victims.status === undefined ? blocked('gates.lg8.notSaid', section('victimStatus')) : passed;
}

/** LG-9: a new exclusion zone has its reason and a map; a dispute about it goes to MHCS with its trail. */
export function newZone({ victims }: LeaveFacts): GateOutcome {
  if (victims.newZone !== true) return doesNotApply;
  if (!victims.zoneReasonGiven) return blocked('gates.lg9.reason', section('newZoneWhy'));
  if (!victims.zoneMapGiven) return blocked('gates.lg9.map', section('newZoneMap'));
  if (victims.zoneDispute === undefined) return blocked('gates.lg9.disputeNotSaid', section('zoneDispute'));
  if (!victims.zoneDispute) return passed;
  if (!victims.zoneTrailGiven) return blocked('gates.lg9.trail', section('zoneDisputeTrail'));
  return byException('dispute for MHCS to decide', 'gates.lg9.exception', { trailInForm: true });
}
