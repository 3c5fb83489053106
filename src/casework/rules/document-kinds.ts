import type { Role } from '../../platform/web/index.ts';
import type { DischargeType } from '../forms/discharge-proposal.ts';
import { remissionAuthorities } from '../forms/leave-2024-legal.ts';
import type { Matter } from './delegation.ts';
import type { TestedMatter } from './discharge/legal-tests.ts';
import type { MovementCode } from './register/movement-kinds.ts';

/** The documents about a restricted patient that live one life: begun, shown to the person, sent, answered. */
export const documentKinds = [
  'leave application',
  'annual report',
  'discharge application',
  'transfer',
  'remission',
  'discharge report',
  'recall',
  'urgent recall',
  'medical leave',
  'extended leave',
  'lifting of restrictions',
  'change of conditions',
] as const;
export type DocumentKind = (typeof documentKinds)[number];

/** What the section can make of a document. "return" sends it back as incomplete; all others end it. */
export const decisionKinds = [
  'grant',
  'grant in part',
  'refuse',
  'note',
  'note with concern',
  'return',
] as const;
export type DecisionKind = (typeof decisionKinds)[number];

/** Under which matter something asked for is decided, and which movement follows when it is granted and done. */
export type AskedMatter = {
  readonly matter: Matter;
  readonly movement?: MovementCode;
  /** The test that the law sets for it, which whoever decides answers with reasons. */
  readonly test?: TestedMatter;
};

/** Sections that one of some roles writes and signs. */
export type KindPart = {
  /** A short name; its title stands under `parts.<form>.<part>`. */
  readonly part: string;
  readonly signedBy: readonly Role[];
  readonly sections: readonly string[];
  /** Whether it is somebody else than whoever signed a part before it. */
  readonly byAnother?: boolean;
};

/** What the register says of a case. */
export type CaseStatus =
  | 'in hospital'
  | 'in trial leave hospital'
  | 'conditionally discharged'
  | 'in custody'
  | 'ended';

/** In what one kind of document differs from another. The database holds the same in casework.document_kind. */
export type KindRules = {
  /** The series of its forms: the name of each begins with it. */
  readonly form: string;
  readonly startedBy: readonly Role[];
  /** Who signs it, sends it, withdraws it and answers for it. */
  readonly ledBy: readonly Role[];
  readonly filledBy: readonly Role[];
  /** Who fills in and reads the part that is closed to the person. */
  readonly closedBy: readonly Role[];
  /** Where it is written by one after the other: its parts in order. The submission signs the last one, if it can. */
  readonly parts?: readonly KindPart[];
  /** Where it asks for something: in which answer, and what falls under a matter of its own. */
  readonly asks?: {
    readonly question: string;
    readonly matters: Readonly<Record<string, AskedMatter>>;
    /** What is asked for is one or the other: of several, one can be granted. */
    readonly oneOfThem?: true;
  };
  /** In which open answers the place stands to which somebody goes; an instrument names it. */
  readonly placeIn?: readonly string[];
  /** Whether it is for consent to leave, which the clinician then grants, manages and records. */
  readonly leave?: true;
  /** The authorities for detention under which alone it can be asked for. */
  readonly onlyUnder?: readonly string[];
  /** Where it is only about somebody who stands so in the register. */
  readonly onlyWhile?: 'conditionally discharged';
  /**
   * Whether its conditions are those of a discharge, each with plain words of its own: they hold from the day on which
   * the discharge happened, or those that held before are changed as soon as it is issued.
   */
  readonly setsConditions?: 'with the discharge' | 'at once';
  /** The answers that the person needs to have something to think about. */
  readonly toThinkAbout: readonly string[];
  /** Whether a case has one of it under way at a time. */
  readonly oneAtATime: boolean;
  /** Whether it takes over the clinical picture of the last document that was signed. */
  readonly takesPictureOver: boolean;
  readonly outcomes: readonly DecisionKind[];
  readonly matter: Matter;
  /** Whether what the section makes of it is issued by somebody other than its author. */
  readonly secondPerson: boolean;
  /** Whether the section may begin it itself. */
  readonly begunBySection?: true;
  /** Of whom alone it can be asked, by their status in the register; of everybody where nothing is said. */
  readonly onlyOf?: readonly CaseStatus[];
  /** Whether what is granted leaves things to be done afterwards, each until a day. */
  readonly leavesDuties?: true;
  /** Whether its form has others asked before it goes out. */
  readonly consults: boolean;
  /** Whether a clock of the section runs from the day it comes in; none is known for reading a report. */
  readonly decisionClock: boolean;
};

/** Led by the responsible clinician and filled in by their team. */
const byClinician = {
  ledBy: ['responsible_clinician'],
  filledBy: ['responsible_clinician', 'ward_staff', 'mha_office'],
  closedBy: ['responsible_clinician', 'mha_office'],
} as const satisfies Pick<KindRules, 'ledBy' | 'filledBy' | 'closedBy'>;

const supervisors = ['social_supervisor', 'clinical_supervisor'] as const satisfies readonly Role[];

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
/** A request for one thing, which is granted, refused or sent back; no time for deciding it is known. */
const request = {
  oneAtATime: true,
  takesPictureOver: true,
  outcomes: ['grant', 'refuse', 'return'],
  secondPerson: true,
  decisionClock: false,
} as const satisfies Partial<KindRules>;

/** Section 19 with section 41(3)(c)(ii); trial leave in another hospital is section 17 with section 41(3)(c)(i). */
const transferMatters = {
  'level-transfer': { matter: 'level transfer', movement: 'transfer' },
  'hospital-transfer': { matter: 'hospital transfer', movement: 'transfer' },
  'trial-leave': { matter: 'trial leave', movement: 'trial leave' },
} as const satisfies Record<string, AskedMatter>;

/** Section 50(1); for those who were on remand, in civil custody or immigration detention sections 51(3) and 53(2). */
const remissionMatters = {
  'remission-prison': { matter: 'remission', movement: 'remitted to prison' },
  'remission-remand': { matter: 'remission', movement: 'remitted to remand centre' },
  'remission-licence': { matter: 'remission', movement: 'on licence' },
} as const satisfies Record<string, AskedMatter>;

/** Led by whoever supervises somebody in the community. */
const bySupervisors = {
  ledBy: ['responsible_clinician', 'social_supervisor', 'clinical_supervisor'],
  filledBy: ['responsible_clinician', 'social_supervisor', 'clinical_supervisor', 'mha_office'],
  closedBy: ['responsible_clinician', 'social_supervisor', 'clinical_supervisor', 'mha_office'],
} as const satisfies Pick<KindRules, 'ledBy' | 'filledBy' | 'closedBy'>;

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

/**
 * Each kind. Only the responsible clinician may seek consent to leave (2024 form); they report each year, and their
 * Mental Health Act office may begin to (annual statutory report form). That a report is noted by one person is our
 * choice until MHCS gives its own rule; whom its flags raise it to stands in the delegation table.
 */
export const kindRules: Readonly<Record<DocumentKind, KindRules>> = {
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
  'annual report': {
    form: 'annual-report',
    startedBy: ['responsible_clinician', 'mha_office'],
    ...byClinician,
    toThinkAbout: ['whyDetention', 'progress'],
    oneAtATime: true,
    takesPictureOver: true,
    outcomes: ['note', 'note with concern', 'return'],
    matter: 'annual report',
    secondPerson: false,
    consults: false,
    decisionClock: false,
  },
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
  transfer: {
    form: 'transfer',
    startedBy: ['responsible_clinician'],
    ...byClinician,
    asks: { question: 'transferKind', matters: transferMatters },
    placeIn: ['receivingHospital', 'receivingWard'],
    ...request,
    toThinkAbout: ['transferKind', 'purpose'],
    matter: 'hospital transfer',
    consults: false,
  },
  remission: {
    form: 'remission',
    startedBy: ['responsible_clinician'],
    ...byClinician,
    asks: { question: 'remissionWay', matters: remissionMatters },
    placeIn: ['prisonName'],
    onlyUnder: remissionAuthorities,
    ...request,
    toThinkAbout: ['remissionWay', 'purpose'],
    matter: 'remission',
    consults: true,
  },
  // One joint form: the social supervisor writes parts A and B, then the clinical supervisor part C.
  'discharge report': {
    form: 'discharge-report',
    startedBy: ['social_supervisor', 'clinical_supervisor'],
    ledBy: ['clinical_supervisor'],
    // The report is shared with the responsible clinician, who has no part in it to write.
    filledBy: ['social_supervisor', 'clinical_supervisor', 'responsible_clinician'],
    closedBy: ['social_supervisor', 'clinical_supervisor', 'responsible_clinician'],
    parts: [
      { part: 'A', signedBy: ['social_supervisor'], sections: ['A1', 'A2', 'A3'] },
      { part: 'B', signedBy: ['social_supervisor'], sections: ['B1', 'B2', 'B3', 'B4'] },
      {
        part: 'C',
        signedBy: ['clinical_supervisor'],
        sections: ['C1', 'C2', 'C3', 'C4', 'C5', 'C6', 'C7'],
      },
    ],
    onlyWhile: 'conditionally discharged',
    toThinkAbout: ['careReceived', 'rehabilitationNext'],
    oneAtATime: true,
    takesPictureOver: true,
    outcomes: ['note', 'note with concern', 'return'],
    matter: 'discharge report',
    secondPerson: false,
    consults: false,
    decisionClock: false,
  },
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
    onlyWhile: 'conditionally discharged',
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
};

/** Whether a kind of document can be about somebody of this status: only who was discharged on conditions is recalled. */
export function fitsStatus(kind: DocumentKind, status: string): boolean {
  return kindRules[kind].onlyOf?.some(one => one === status) ?? true;
}
