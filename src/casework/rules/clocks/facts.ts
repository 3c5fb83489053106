import type { RecallDuty } from '../recall/duties.ts';
import type { Priority } from './priorities.ts';

/** A day as ISO text, as the database gives it: 2026-11-22. */
export type Day = string;

export type Authority = {
  /** A code of register/authorities.ts. */
  readonly kind: string;
  /** The day of the hospital order, hospital direction or transfer direction. */
  readonly madeOn: Day;
  readonly admittedOn?: Day;
  /** The prison release date, where there is one; an indeterminate sentence has none. */
  readonly releaseOn?: Day;
  /** The day on which the restrictions end by themselves for another reason. */
  readonly expiresOn?: Day;
  /** The first day on which it is no longer in force. */
  readonly endedOn?: Day;
  /** With several authorities: 1 comes before 2. */
  readonly precedence?: number;
};

/**
 * The two movements that turn a clock, each on its actual day: the day of return to hospital (section 75(1)), and
 * the day of leaving hospital, not that of a deferred decision (R (Martins) v Cannons Park MHRT (1995)).
 */
export type Movement = { readonly kind: 'recall' | 'conditional discharge'; readonly on: Day };

/** Conditions of a discharge that amount to a deprivation of liberty; `untilOn` is the first day without them. */
export type LibertyConditions = { readonly fromOn: Day; readonly untilOn?: Day };

export type ReportKind = 'annual' | 'discharge';
/** A report that came. Without the day it was due, it answers the due day nearest to its coming. */
export type Report = { readonly kind: ReportKind; readonly receivedOn: Day; readonly forDueOn?: Day };
/** Somebody told MHCS that a report will be late. */
export type LateNotice = {
  readonly kind: ReportKind;
  readonly givenOn: Day;
  readonly forDueOn: Day;
  readonly expectedOn: Day;
};
/** A report on completed leave that MHCS asked for, and by which day. */
export type AskedReport = { readonly id: string; readonly askedOn: Day; readonly byOn: Day };
/** MHCS agreed that reports on a conditional discharge come every so many months. */
export type AgreedInterval = { readonly agreedOn: Day; readonly months: number };

/** An application or a reference to the tribunal, with the days of its papers. */
export type TribunalCase = {
  readonly id: string;
  readonly kind: 'application' | 'reference';
  readonly madeOn: Day;
  readonly withdrawnOn?: Day;
  readonly consideredOn?: Day;
  /** In hospital: the day on which the hospital got its copy, and on which its statement and reports came. */
  readonly hospitalAskedOn?: Day;
  readonly hospitalStatementOn?: Day;
  /** Conditionally discharged: when the two supervisors were named to the tribunal, and when their reports came. */
  readonly supervisorsNamedOn?: Day;
  readonly supervisorsReportsOn?: Day;
  /** The Secretary of State's own comments. */
  readonly commentsOn?: Day;
};

/** A first request for a medical report on a prisoner (section 47A(2)), and how it ended. */
export type TransferRequest = {
  readonly id: string;
  readonly requestedOn: Day;
  readonly admittedOn?: Day;
  readonly endedOn?: Day;
};

export type AddressChange = {
  readonly id: string;
  readonly plannedOn: Day;
  readonly movesOn: Day;
  readonly toldOn?: Day;
  /** When the section answered, or the case closed. */
  readonly answeredOn?: Day;
};

/** Further information that MHCS asked for; until when it goes on waiting, where none came in time. */
export type AskedFor = {
  readonly id: string;
  readonly askedOn: Day;
  readonly answeredOn?: Day;
  readonly extendedUntil?: Day;
};

/** Something that MHCS has to decide on, with the day by which: set when it came in, and moved by every pause since. */
export type Decidable = {
  readonly id: string;
  readonly priority: Priority;
  readonly receivedOn: Day;
  readonly dueOn: Day;
  /** Since when it stands still for information. */
  readonly pausedOn?: Day;
  readonly decidedOn?: Day;
};

/** Kinds of work of MHCS that wait for a decision. */
export type Work =
  | 'prison transfer'
  | 'remission'
  | 'recall'
  | 'urgent medical leave'
  | 'compassionate leave'
  | 'level transfer'
  | 'medical leave'
  | 'hospital transfer'
  | 'trial leave'
  | 'discharge'
  | 'supervised discharge'
  | 'change of conditions'
  | 'lifting of restrictions'
  | 'escorted leave'
  | 'unescorted leave'
  | 'extended leave';

/** Something that a recall left to be done; `id` is its document and its own number. */
export type LeftDuty = {
  readonly id: string;
  readonly duty: RecallDuty;
  readonly leftOn: Day;
  readonly dueOn: Day;
  readonly metOn?: Day;
};

/** Everything of one case that its clocks are read from. Lists stand in the order of the register. */
export type CaseFacts = {
  readonly authorities: readonly Authority[];
  readonly movements?: readonly Movement[];
  readonly libertyConditions?: readonly LibertyConditions[];
  readonly reports?: readonly Report[];
  readonly lateNotices?: readonly LateNotice[];
  /** Those that are not in. */
  readonly askedReports?: readonly AskedReport[];
  readonly agreedIntervals?: readonly AgreedInterval[];
  /** Reports that were due before this day are not chased: the record of them lies outside this program. */
  readonly reportsKnownSince?: Day;
  readonly tribunalCases?: readonly TribunalCase[];
  /** Likewise: what tribunals considered before this day is not known here. */
  readonly tribunalKnownSince?: Day;
  readonly transferRequests?: readonly TransferRequest[];
  readonly addressChanges?: readonly AddressChange[];
  readonly informationRequests?: readonly AskedFor[];
  /** Views of a clinician on what the person asks for themselves, that are awaited. */
  readonly viewsAsked?: readonly AskedFor[];
  readonly decidables?: readonly Decidable[];
  readonly recallDuties?: readonly LeftDuty[];
};
