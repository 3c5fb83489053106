import type { Role } from '../../../platform/web/index.ts';
import type { Matter } from '../delegation.ts';
import type { TestedMatter } from '../discharge/legal-tests.ts';
import type { MovementCode } from '../register/movement-kinds.ts';

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
  'leave report',
  'prison transfer',
  'own discharge request',
  'own lifting request',
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
  /** The authority for detention that begins with that movement. */
  readonly authority?: string;
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

/** What the register says of a case; `before` of somebody in prison, who is no restricted patient yet. */
export type CaseStatus =
  | 'before'
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
  /** Whether it begins with the leave that the record holds, to be confirmed. */
  readonly takesLeaveOver?: true;
  readonly outcomes: readonly DecisionKind[];
  readonly matter: Matter;
  /** Whether what the section makes of it is issued by somebody other than its author. */
  readonly secondPerson: boolean;
  /** Whether the section may begin it itself. */
  readonly begunBySection?: true;
  /**
   * Whether the person asks for it, or a solicitor or advocate whom they let ask for them. Then the view of their
   * clinician is sought; nobody but them takes it back, and it is never sent back as incomplete.
   */
  readonly ofThePerson?: true;
  /** Of whom alone it can be asked, by their status in the register; of every restricted patient where nothing is said. */
  readonly onlyOf?: readonly CaseStatus[];
  /** Whether what is granted leaves things to be done afterwards, each until a day. */
  readonly leavesDuties?: true;
  /** Whether its form has others asked before it goes out. */
  readonly consults: boolean;
  /** Whether a clock of the section runs from the day it comes in; none is known for reading a report. */
  readonly decisionClock: boolean;
};
