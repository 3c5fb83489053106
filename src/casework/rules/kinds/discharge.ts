import type { DischargeType } from '../../forms/discharge-proposal.ts';
import { byClinician, supervisors } from './hands.ts';
import type { AskedMatter, KindRules } from './kind-rules.ts';

const dischargeMatters = {
  'conditional-discharge': {
    matter: 'conditional discharge',
    movement: 'conditional discharge by the Secretary of State',
  },
  'absolute-discharge': {
    matter: 'absolute discharge',
    movement: 'absolute discharge by the Secretary of State',
  },
  'supervised-discharge': {
    matter: 'supervised discharge',
    movement: 'conditional discharge by the Secretary of State',
    test: 'supervised discharge',
  },
} as const satisfies Record<DischargeType, AskedMatter>;

/** Discharge (Mental Health Act 1983 s42(2), (2A)), lifting of restrictions (s42(1)) and change of conditions. */
export const dischargeKinds = {
  // Asked for by the responsible clinician (section 42(2)). The clock of leave is not said to run for it.
  'discharge application': {
    form: 'discharge-application',
    startedBy: ['responsible_clinician'],
    ...byClinician,
    asks: { question: 'dischargeTypes', matters: dischargeMatters, oneOfThem: true },
    setsConditions: 'with the discharge',
    placeIn: ['address'],
    toThinkAbout: ['dischargeTypes', 'purpose'],
    oneAtATime: true,
    takesPictureOver: true,
    outcomes: ['grant', 'grant in part', 'refuse', 'return'],
    matter: 'conditional discharge',
    secondPerson: true,
    consults: true,
    decisionClock: false,
  },
  'lifting of restrictions': {
    form: 'lifting-request',
    startedBy: ['responsible_clinician'],
    ...byClinician,
    asks: {
      question: 'liftAsked',
      matters: {
        'lifting-of-restrictions': {
          matter: 'lifting of restrictions',
          movement: 'restrictions lifted',
          test: 'lifting of restrictions',
        },
      },
    },
    toThinkAbout: ['liftAsked', 'purpose'],
    oneAtATime: true,
    takesPictureOver: true,
    outcomes: ['grant', 'refuse', 'return'],
    matter: 'lifting of restrictions',
    secondPerson: true,
    consults: true,
    decisionClock: false,
  },
  // Supervisors ask for it (form of June 2023). Whoever is not seen to by a hospital any more has them alone.
  'change of conditions': {
    form: 'change-of-conditions',
    startedBy: supervisors,
    ledBy: supervisors,
    filledBy: supervisors,
    closedBy: supervisors,
    asks: {
      question: 'changeTypes',
      matters: { 'relaxing-liberty': { matter: 'relaxing conditions on liberty' } },
    },
    onlyOf: ['conditionally discharged'],
    setsConditions: 'at once',
    toThinkAbout: ['changeTypes', 'purpose'],
    oneAtATime: true,
    takesPictureOver: false,
    outcomes: ['grant', 'refuse', 'return'],
    matter: 'change of conditions',
    secondPerson: true,
    consults: false,
    decisionClock: false,
  },
} as const satisfies Record<string, KindRules>;
