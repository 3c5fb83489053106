import { byClinician, request } from './hands.ts';
import type { KindRules } from './kind-rules.ts';

/** Leave: only the responsible clinician may seek consent to it (MHCS leave application form 2024; the other two are seen by their names alone). */
export const leaveKinds = {
  'leave application': {
    form: 'leave-application',
    startedBy: ['responsible_clinician'],
    ...byClinician,
    leave: true,
    asks: { question: 'leaveTypes', matters: {} },
    toThinkAbout: ['leaveTypes', 'purpose'],
    oneAtATime: false,
    takesPictureOver: true,
    outcomes: ['grant', 'grant in part', 'refuse', 'return'],
    matter: 'leave',
    secondPerson: true,
    consults: true,
    decisionClock: true,
  },
  'medical leave': {
    form: 'medical-leave',
    startedBy: ['responsible_clinician'],
    ...byClinician,
    leave: true,
    asks: { question: 'medicalTypes', matters: {} },
    ...request,
    outcomes: ['grant', 'grant in part', 'refuse', 'return'],
    toThinkAbout: ['medicalTypes', 'purpose'],
    matter: 'medical leave',
    consults: false,
  },
  'extended leave': {
    form: 'extended-leave',
    startedBy: ['responsible_clinician'],
    ...byClinician,
    leave: true,
    asks: { question: 'extendedKind', matters: {} },
    ...request,
    toThinkAbout: ['extendedKind', 'purpose'],
    matter: 'extended leave',
    consults: true,
  },
} as const satisfies Record<string, KindRules>;
