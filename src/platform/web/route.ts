import type { z } from 'zod';
import type { Actor, AuditDetail, Tx } from '../database/index.ts';
import type { ComingFile, FileRules } from '../files/index.ts';
import type { Job } from '../jobs/index.ts';
import type { Language, TextKey, TextValues, Translate } from '../language/index.ts';
import type { Body, FieldProblem } from './body.ts';
import type { KeptPage } from './kept-pages.ts';
import type { Tokens } from './tokens.ts';

/** The roles that an account can hold in a unit, and `subject`: the person whom a case is about. */
export const roles = [
  'subject',
  'administrator',
  'responsible_clinician',
  'ward_staff',
  'mha_office',
  'advocate',
  'solicitor',
  'social_supervisor',
  'clinical_supervisor',
  'victim_liaison_officer',
  'mappa_coordinator',
  'offender_manager',
  'counter_terrorism_manager',
  'caseworker',
  'team_manager',
  'deputy_head',
  'head_of_casework',
  'extremism_head',
  'auditor',
  'prison_healthcare',
  'librarian',
  'evidence_grader',
  'respondent',
] as const;
export type Role = (typeof roles)[number];

/** Who may ask at all. Which rows they then see is the database's decision. */
export type Access = 'anyone' | 'signed in' | readonly Role[];

/**
 * The audit event of a page, written with every answer it gives; for a POST, `by the command`: the command
 * records, and the pipeline makes sure that it did. `none: …` says in words why nothing about a person is read.
 */
export type RouteAudit = `${string}.${string}` | 'by the command' | `none: ${string}`;

/** What a page says of itself in the audit: which case, which ids and versions. */
export type About = { caseId?: number | null; detail?: AuditDetail };

/**
 * A page of HTML. With something in `problems`, it is a form that is refused: its status is 422 unless another is said.
 * A status of 400 and above rolls back whatever the handler wrote.
 */
export type PageAnswer = {
  page: string;
  title: string;
  /** What the window and the browser's history say instead, where the title names a person. */
  windowTitle?: string;
  model?: Record<string, unknown>;
  about?: About;
  status?: number;
  /** Commits although the status says that something was wrong: a failed try must count. */
  keepAnyway?: boolean;
  /** The same form again, as after a button that adds a line: nothing was done, and its key stays unused. */
  nothingDone?: true;
  backHref?: string;
  problems?: readonly FieldProblem[] | undefined;
  banner?: { kind: 'success' | 'warning' | 'important'; text: string };
  /** All that the page is made from, where it is the same for all who are not signed in: then it is kept, see `Ask.kept`. */
  says?: string;
};
/** A page that was kept; nothing has to be read for it. */
export type KeptAnswer = { kept: KeptPage; about?: About; lately?: true };
/** Elsewhere, after something was done; `say` is shown there once. */
export type GoAnswer = {
  goTo: string;
  say?: TextKey;
  sayValues?: TextValues;
  /** Nothing was done, and `say` tells why. */
  sayAs?: 'warning';
  about?: About;
  session?: SessionChange;
  choice?: LanguageChoice;
};
/** A document to keep. `fileName` never holds a name of a person. */
export type SendAnswer = {
  send: Uint8Array | string;
  type: string;
  fileName?: string;
  about?: About;
  /** Seconds for which a browser may keep it: only where nobody is told anything about a person. */
  keepFor?: number;
  /** Somebody sent it to us: should a browser open it after all, nothing in it may run or load. */
  untrusted?: true;
};
/** One reading by itself, in a transaction of its own. */
export type Read = <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;
/**
 * A long document of what anyone may read, written while it is read: each part by a reading of its own, so that no
 * connection to the database waits for somebody whose own is slow.
 */
export type StreamAnswer = {
  stream: (read: Read) => AsyncIterable<string>;
  type: string;
  fileName?: string;
  about?: About;
};
/** For the enhancement script and for machines. `type` where it is more than JSON. */
export type JsonAnswer = { json: object; status?: number; type?: string; about?: About };
export type Answer =
  | (PageAnswer & { session?: SessionChange })
  | GoAnswer
  | SendAnswer
  | StreamAnswer
  | KeptAnswer
  | JsonAnswer;

/** What somebody chose to read in; kept in a cookie for those who are not signed in. */
export type LanguageChoice = { language: Language; easyRead: boolean };

/** What happens to the session cookie: a new token behind its door, or none. */
export type SessionChange = { token: string; door: string } | 'end';

/** One request as a handler sees it. */
export type Ask<P, Q> = {
  tx: Tx;
  actor: Actor;
  params: P;
  query: Q;
  /** The form as it was sent: untrusted text, read with `readBody` or the forms engine. */
  body: Body;
  t: Translate;
  today: Temporal.PlainDate;
  now: Temporal.Instant;
  path: string;
  /** The address of the site, without a path: for whatever is read elsewhere. */
  baseUrl: string;
  /** The e-mail address at which those who run other sites reach those who run this one. */
  contact: string;
  /** The visitor's network address; kept only hashed, to slow guessing down. */
  address: string;
  /** What the browser says that it is. */
  device: string;
  /** The session token that the browser sent, if any; only its hash may be stored. */
  token: string | undefined;
  /** Seals text for hidden fields and partitions. */
  tokens: Tokens;
  /** The rooms of the house, in their order, for the page that sends everybody to where they begin. */
  rooms: readonly Room[];
  /** The file of a form that may carry one. */
  file: ComingFile | undefined;
  /** How this installation takes files in. */
  files: FileRules;
  /** True when the enhancement script asks and wants JSON. */
  byScript: boolean;
  /**
   * For a page of one query that says of itself in the audit what it knows beforehand: runs `read`, with the page's
   * audit row and the commit behind its query in the same flight. `read` asks once; nothing can be asked after it.
   */
  lastly: <T>(about: About, read: () => Promise<T>) => Promise<T>;
  /**
   * The page that was printed before and said the same, for somebody who is not signed in. What it says has to name all
   * that could ever make it another page: what was read, or the generation of what would be.
   */
  kept: (says: string) => KeptAnswer | undefined;
};

/** One URL: who may, what is recorded, what it takes, what it does. */
export type Route = {
  method: 'GET' | 'POST';
  path: string;
  access: Access;
  audit: RouteAudit;
  params?: z.ZodType;
  query?: z.ZodType;
  /** Victim material goes through a door of its own. */
  door?: 'victim';
  /** A public page that may be some seconds old: whoever is not signed in reads it from the replica, where there is one. */
  mayLag?: true;
  /** Forms that are sent once only; not for autosave and searches. Default for POST: true. */
  once?: boolean;
  /**
   * For programs: any site may read it, so many times a minute from one address; a refusal is a problem as JSON (RFC 9457).
   * `tooMany` is with what they are asked to wait, where they would not understand 429.
   */
  forMachines?: { readonly perMinute: number; readonly tooMany?: 503 };
  /** A POST that changes nothing, as every GET: a search, whose words must not stand in an address. */
  onlyReads?: true;
  /**
   * Its form carries one file, which is the last thing in it; every other form is text alone. `whole`: up to 50 mebibytes,
   * and it is here before the transaction begins. `as it comes`: as large as may be, and the transaction waits for it.
   */
  takesFile?: 'whole' | 'as it comes';
  /** A form that holds a secret is not kept when its session is lost: it would be written into a page. */
  secret?: true;
  handle(ask: Ask<never, never>): Promise<Answer>;
};

type RouteOf<P extends z.ZodType, Q extends z.ZodType> = Omit<Route, 'handle' | 'params' | 'query'> & {
  params?: P;
  query?: Q;
  handle(ask: Ask<z.infer<P>, z.infer<Q>>): Promise<Answer>;
};

/** States one route; params and query reach the handler with the types of their schemas. */
export function route<P extends z.ZodType, Q extends z.ZodType>(of: RouteOf<P, Q>): Route {
  return of as Route;
}

/** Where a signed-in actor can go. `pages` are the routes that belong to it though their addresses stand elsewhere. */
export type NavigationEntry = {
  readonly href: string;
  readonly text: TextKey;
  readonly pages?: ReadonlySet<string>;
};

/** A room as the program sees it. */
export type Room = {
  name: string;
  routes: readonly Route[];
  /** Where a signed-in actor can go in this room. */
  navigation?(actor: Actor): NavigationEntry[];
  /** The page on which an actor of this room begins; undefined when the room has nothing for them. */
  home?(actor: Actor): string | undefined;
  /** What it does in the background. */
  jobs?: readonly Job[];
};

/** True when the actor holds one of these roles (a person's own account holds `subject`). */
export function holds(actor: Actor, ...wanted: readonly Role[]): boolean {
  if (actor.personId !== null && wanted.includes('subject')) return true;
  return actor.memberships.some(membership => wanted.includes(membership.role as Role));
}
