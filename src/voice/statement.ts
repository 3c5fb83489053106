/** How the words came to be written. Everything but `typed` names who wrote them down. */
export const routes = ['typed', 'written down', 'spoken', 'on paper', 'signed'] as const;
export type SpeakingRoute = (typeof routes)[number];

/** One part of a statement: which prompt, and the words exactly as they were given. */
export type Part = { prompt: string; text: string };

/** Said beside a statement by staff, never in it. */
export type Comment = { id: number; text: string; by: string | null; job: string | null; at: string };

export type Translation = {
  id: number;
  language: string;
  parts: Part[];
  translator: string;
  enteredBy: string | null;
  at: string;
};

/** The decider's answer to one part. Only deciders see it before it is issued. */
export type StatementReply = {
  prompt: string;
  kind: 'answered' | 'not considered';
  text: string;
  version: number;
  issuedAt: string | null;
};

/** One sealed statement as its readers see it, with all that stands beside it. */
export type Statement = {
  id: number;
  caseId: number;
  occasionId: number;
  /** The name of the person who said it. */
  person: string;
  route: SpeakingRoute;
  scribeName: string | null;
  /** A role of the program such as `ward_staff`, or a person's own words such as "my sister". */
  scribeRole: string | null;
  /** A BCP 47 tag where it is a known language (`en`, `cy`, `ar`), else its name as the person gave it. */
  language: string;
  support: string | null;
  sealedAt: string;
  code: string;
  /** Which version of the application the person had before them. */
  shownNumber: number;
  /** Set only for the person: nobody else sees the words of a statement that was taken back. */
  withdrawnAt: string | null;
  parts: Part[];
  comments: Comment[];
  translations: Translation[];
  replies: StatementReply[];
};
