import {
  atConsultation,
  blocked,
  byException,
  doesNotApply,
  type GateOutcome,
  inSection,
  passed,
} from './gate-outcome.ts';
import type { LeaveFacts, MappaFacts } from './leave-facts.ts';
import { isAnsweredBy, isAsked, onSilence } from './no-answer.ts';

const section = (field: string) => inSection('5', field);

const isUpper = (level: number | undefined) => level === 2 || level === 3;

function differsFromRecord({ eligible, category, level, recorded }: MappaFacts): boolean {
  if (recorded?.category !== undefined && (eligible === false || recorded.category !== category)) return true;
  return recorded?.level !== undefined && (eligible === false || recorded.level !== level);
}

/** LG-3: what section 5 has to say about MAPPA is there, or that there is no eligible offence. */
export function mappaInformation({ mappa }: LeaveFacts): GateOutcome {
  if (mappa.eligible === undefined) return blocked('gates.lg3.eligible', section('mappaEligible'));
  if (mappa.eligible && !mappa.coordinatorGiven) {
    return blocked('gates.lg3.coordinator', section('mappaCoordinator'));
  }
  if (mappa.eligible && mappa.category === undefined) {
    return blocked('gates.lg3.category', section('mappaCategory'));
  }
  if (mappa.eligible && mappa.level === undefined) return blocked('gates.lg3.level', section('mappaLevel'));
  if (differsFromRecord(mappa)) return blocked('gates.lg3.differs', section('mappaEligible'));
  if (isUpper(mappa.level) && !mappa.levelReasonGiven) {
    return blocked('gates.lg3.levelReason', section('mappaLevelWhy'));
  }
  if (isUpper(mappa.level) && !mappa.conditionsGiven) {
    return blocked('gates.lg3.conditions', section('mappaConditions'));
  }
  return passed;
}

// A notice dated in the future has not been given.
const isNotified = ({ notifiedOn }: MappaFacts, today: Temporal.PlainDate) =>
  notifiedOn !== undefined && notifiedOn <= today.toString();

/** LG-4: at level 1 the MAPPA I notification was sent, or there is an undertaking to send it before leave starts. */
export function mappaLevel1({ mappa }: LeaveFacts, today: Temporal.PlainDate): GateOutcome {
  if (mappa.level !== 1) return doesNotApply;
  if (isNotified(mappa, today)) return passed;
  if (!mappa.undertaking) return blocked('gates.lg4.notNotified', section('mappaNotifiedOn'));
  return byException('undertaking to notify MAPPA', 'gates.lg4.undertaking', {
    recordedOn: today.toString(),
  });
}

/** LG-5: at levels 2 and 3 the agencies had the chance to comment. That they were notified is not enough. */
export function mappaLevel2And3(facts: LeaveFacts, today: Temporal.PlainDate): GateOutcome {
  if (!isUpper(facts.mappa.level)) return doesNotApply;
  const consultation = facts.consultations.mappa_coordinator;
  const where = atConsultation('mappa_coordinator');
  if (!isAsked(consultation, today)) {
    const reason = isNotified(facts.mappa, today) ? 'gates.lg5.noticeAlone' : 'gates.lg5.notNotified';
    return blocked(reason, where);
  }
  if (isAnsweredBy(consultation, today)) return passed;
  const silence = {
    consultee: 'mappa_coordinator',
    rule: 'time-for-mappa-to-comment',
    waiting: 'gates.lg5.waiting',
    notClaimed: 'gates.lg5.notClaimed',
    trailMissing: 'gates.trailMissing',
    says: 'gates.lg5.exception',
  } as const;
  return onSilence(consultation, silence, today);
}
