import type { Answers, Facts, Form } from '../../platform/forms/index.ts';
import type { ExtremismLevel, VictimStatus } from '../forms/leave-2024-closed.ts';

/** Whom the form wants consulted before an application is sent. */
export const consultees = [
  'victim_liaison_officer',
  'mappa_coordinator',
  'offender_manager',
  'counter_terrorism_manager',
] as const;
export type Consultee = (typeof consultees)[number];

/** How asking somebody went. Days are ISO days in London. */
export type Consultation = {
  readonly askedOn: string;
  readonly remindedOn: readonly string[];
  readonly answeredOn?: string;
  readonly answer?: {
    /** The officer says that the victim had the chance to be consulted. */
    readonly victimConsulted?: boolean;
    /** The offender manager's answer says something on a return to prison. */
    readonly coversRemission?: boolean;
  };
  /** The clinician asks to go on without an answer. */
  readonly noAnswerClaimed?: boolean;
  /** Asked outside this service: the reminders are then in the trail, which MHCS reads. */
  readonly elsewhere?: { readonly trailGiven: boolean };
};

/** What section 5 of the form and the case record say. */
export type MappaFacts = {
  readonly eligible?: boolean;
  readonly coordinatorGiven: boolean;
  readonly category?: number;
  readonly level?: number;
  readonly levelReasonGiven: boolean;
  readonly conditionsGiven: boolean;
  readonly notifiedOn?: string;
  readonly undertaking: boolean;
  /** What the case record holds; where it differs from the form, one of them is wrong. */
  readonly recorded?: { readonly category?: number; readonly level?: number };
};

/** What section 6 says. */
export type VictimFacts = {
  readonly status?: VictimStatus;
  readonly newZone?: boolean;
  readonly zoneReasonGiven: boolean;
  readonly zoneMapGiven: boolean;
  readonly zoneDispute?: boolean;
  readonly zoneTrailGiven: boolean;
};

/** What section 7 says on a return to prison. */
export type RemissionFacts = {
  readonly considered?: boolean;
  readonly prognosisGiven: boolean;
  readonly reasonsAgainstGiven: boolean;
  readonly outlookGiven: boolean;
};

/** Whether the person saw the open part and could say their own words (Annex A). */
export type OpportunityFacts = {
  readonly outcome?: 'invited' | 'not now' | 'declined' | 'unable' | 'said';
  readonly sightConfirmedOn?: string;
  /** Why nothing was said, where somebody recorded it for the person. */
  readonly reasonGiven?: boolean;
  readonly askAgainOn?: string;
};

/** Leave that was taken before, and the last day that a report to MHCS covers. */
export type EarlierLeave = {
  readonly startedOn: string;
  readonly endedOn?: string;
  readonly reportedUntil?: string;
};

/** A request of MHCS for further information, after submission. */
export type InformationRequest = {
  readonly askedOn: string;
  readonly answeredOn?: string;
  /** A caseworker took a late answer all the same. */
  readonly lateAcceptedOn?: string;
};

/** Everything that the gates look at. Plain data, so that what was checked can be stored with the submission. */
export type LeaveFacts = {
  /** The sections with answers of an earlier document that nobody has confirmed for this one. */
  readonly toConfirm?: readonly string[];
  /** The form that was answered. */
  readonly form: Form;
  readonly answers: Answers;
  readonly authorities: readonly string[];
  readonly extremismLevel: ExtremismLevel;
  readonly mappa: MappaFacts;
  readonly victims: VictimFacts;
  readonly remission: RemissionFacts;
  readonly consultations: Readonly<Partial<Record<Consultee, Consultation>>>;
  readonly opportunity: OpportunityFacts;
  readonly signature?: { readonly name: string; readonly on: string };
  readonly earlierLeave: readonly EarlierLeave[];
  /** The days by which MHCS asked for reports on completed leave that are not in. */
  readonly reportsAskedBy?: readonly string[];
  readonly informationRequests: readonly InformationRequest[];
};

/**
 * The facts that the form's own conditions ask for.
 */
export function formFactsOf(facts: Pick<LeaveFacts, 'authorities' | 'extremismLevel'>): Facts {
  return { authorities: facts.authorities, extremismLevel: facts.extremismLevel };
}
