import { bySupervisors } from './hands.ts';
import type { KindRules } from './kind-rules.ts';

/** What both ways to a recall have in common. */
const ofRecall = {
  placeIn: ['receivingHospital', 'receivingWard'],
  toThinkAbout: ['groundsWhat'],
  oneAtATime: true,
  takesPictureOver: false,
  begunBySection: true,
  onlyOf: ['conditionally discharged', 'in custody'],
  leavesDuties: true,
  consults: false,
  decisionClock: false,
} as const satisfies Partial<KindRules>;

/** Both ways to a recall (s42(3)). */
export const recallKinds = {
  // Concern is notified by the supervisors or the responsible clinician; the Secretary of State may act alone (s42(3)).
  recall: {
    form: 'recall',
    startedBy: ['responsible_clinician', 'social_supervisor', 'clinical_supervisor'],
    ...bySupervisors,
    asks: {
      question: 'urgency',
      matters: {
        recall: { matter: 'recall', movement: 'recall' },
        'recall-emergency': { matter: 'recall', movement: 'recall' },
      },
    },
    outcomes: ['grant', 'refuse', 'return'],
    matter: 'recall',
    secondPerson: true,
    ...ofRecall,
  },
  // Somebody on duty alone at night. The only thing that one person may grant: the database holds that.
  'urgent recall': {
    form: 'urgent-recall',
    startedBy: [],
    ...bySupervisors,
    asks: {
      question: 'urgentType',
      matters: { 'urgent-recall': { matter: 'urgent recall', movement: 'recall' } },
    },
    outcomes: ['grant'],
    matter: 'urgent recall',
    secondPerson: false,
    ...ofRecall,
  },
} as const satisfies Record<string, KindRules>;
