import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/index.ts';
import { found } from '../../../platform/web/index.ts';
import type { NamedPatient } from '../../clocks/queries/listed.ts';
import type { AskedReport } from '../../leave-reports/queries/read-asked.ts';
import type { AuthorisedMove } from '../../moves/queries/read-moves.ts';
import type { DecisionKind, DocumentKind } from '../../rules/document-kinds.ts';
import { careTeam } from '../care-team.ts';
import { plainName } from '../names.ts';
import type { ApplicationState, LeaveEventKind } from './read-application.ts';
import { type Owed, owedAsJson, type Turn, turnsAsJson } from './read-turns.ts';

/** An application as lists show it. Before submission the kinds of leave are those that the draft names. */
export type ListedApplication = {
  id: number;
  kind: DocumentKind;
  state: ApplicationState;
  outcome: DecisionKind | null;
  round: number;
  askedFor: string[];
  createdAt: string;
  createdBy: string | null;
  submittedAt: string | null;
  dueOn: string | null;
  pausedOn: string | null;
  decidedAt: string | null;
};

/** A patient as the list of their care team shows them. */
export type ListedPatient = {
  bornOn: string | null;
  authority: string;
  closedOn: string | null;
  /** The latest application for leave that was not withdrawn. */
  current: Pick<ListedApplication, 'id' | 'state' | 'outcome' | 'dueOn' | 'pausedOn'> | null;
};
export type PatientLine = readonly [NamedPatient, ListedPatient];
export type PatientList = {
  found: number;
  /** Each a `PatientLine` as JSON. */
  rows: string[];
  turns: Turn[];
  owed: Owed[];
};

const inCareTeam = sql`(select access.cases_as(${sql.join([...careTeam])}))::bigint[]`;

export const patientsOnPage = 50;

const none = sql`'[]'::json`;

/** @param words each has to be found in the name or the MHCS reference; none for all patients */
export type PatientsAsked = { words: readonly string[]; page: number };

/**
 * A page of the patients of the reader's care team, by name, from what is kept ready for it; where nothing is looked
 * for, with what waits for the reader: their parts of documents, and the reports that are asked of them. One query.
 */
export async function readPatients(tx: Tx, { words, page }: PatientsAsked): Promise<PatientList> {
  const patterns = words.map(word => `%${plainName(word).replace(/[\\%_]/g, '\\$&')}%`);
  const { rows } = await sql<Omit<PatientList, 'rows'> & { rows: string | null }>`
    with mine as materialized (
      select l.case_id, l.family_key, l.given_key, l.named, l.stands from casework.listed_patient l
      where l.case_id = any (${inCareTeam}) and l.looked_for like all (${patterns}::text[])
    )
    select (select count(*) from mine)::integer as found,
      (select string_agg('[' || p.named || ',' || p.stands || ']', E'\\n' order by p.family_key, p.given_key, p.case_id)
       from (select * from mine order by family_key, given_key, case_id
         limit ${sql.lit(patientsOnPage)} offset ${(page - 1) * patientsOnPage}) p) as rows,
      ${words.length > 0 ? none : turnsAsJson} as turns, ${words.length > 0 ? none : owedAsJson} as owed`.execute(
    tx.db,
  );
  const [list] = rows;
  if (!list) throw new Error('A query without a table gave no row.');
  return { ...list, rows: list.rows?.split('\n') ?? [] };
}

/** Somebody who has been in hospital for fifteen years has hundreds of documents. */
export const documentsOnPage = 20;

/** Somebody in the case, by name or as a unit. */
export type InCircle = { capacity: string; name: string; job: string | null; basis: string; since: string };

export type ListedAgain = {
  documentId: number;
  askedAt: string;
  state: string;
  endedAt: string | null;
  /** What was decided before and when, where another outcome took its place. */
  before: { kind: DecisionKind; issuedAt: string } | null;
};

export type PatientRecord = {
  caseId: number;
  familyName: string;
  givenNames: string;
  bornOn: string | null;
  reference: string;
  authority: string;
  hospital: string;
  ward: string | null;
  closedOn: string | null;
  /** Where they stand in the register. */
  status: string;
  otherNames: string;
  namedPlace: string;
  orderOn: string | null;
  language: 'en' | 'cy';
  otherLanguage: string | null;
  communicationNeeds: string | null;
  /** In which of the capacities that begin documents the reader stands in the case. */
  standsAs: string[];
  circle: InCircle[];
  /** A page of documents, latest first, how many there are, and the kinds of those that are unfinished. */
  applications: ListedApplication[];
  total: number;
  unfinished: DocumentKind[];
  /** The reports on completed leave that the section asked for, the newest first. */
  askedReports: AskedReport[];
  /** What decisions authorised, and what became of it. */
  moves: AuthorisedMove[];
  /** What came of the documents on the page. */
  leave: { documentId: number; kind: LeaveEventKind; onDay: string; recordedBy: string | null }[];
  /** Decisions that were asked to be looked at again, and what came of that. */
  again: ListedAgain[];
  /** When the person's statements were sealed; the words are not read here. */
  statements: { documentId: number; sealedAt: string }[];
};

/**
 * One patient, as the care team sees them, with a page of their documents; everything that the page shows comes from one
 * function of the database. In the circle they go by their own name. One query.
 * @returns a `PatientRecord` as JSON
 * @throws a refusal with 404 for whoever is not in the care team of the case
 */
export async function readPatient(tx: Tx, caseId: number, page: number): Promise<string> {
  const { rows } = await sql<{ record: string }>`
    select row_to_json(r)::text as record
    from casework.care_record(${caseId}, ${documentsOnPage}::integer, ${(page - 1) * documentsOnPage}::integer) r`.execute(
    tx.db,
  );
  return found(rows[0]).record;
}
