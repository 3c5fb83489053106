import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/index.ts';
import { found } from '../../../platform/web/index.ts';
import type { NamedPatient } from '../../clocks/queries/listed.ts';
import { type AskedReport, askedAsJson } from '../../leave-reports/queries/read-asked.ts';
import { type AuthorisedMove, movesAsJson } from '../../moves/queries/read-moves.ts';
import type { DecisionKind, DocumentKind } from '../../rules/document-kinds.ts';
import { careTeam } from '../care-team.ts';
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

// One thing that is chosen stands in its answer by itself, several as a list.
const applicationJson = sql`json_build_object('id', a.id, 'kind', a.kind, 'state', a.state, 'outcome', a.outcome, 'round', a.round,
  'askedFor', case when cardinality(a.asked_for) > 0 then to_json(a.asked_for)
    else coalesce((select case jsonb_typeof(o.answers -> n.asked_in) when 'array' then o.answers -> n.asked_in
        else jsonb_build_array(o.answers -> n.asked_in) end from casework.document_kind n join casework.open_answers o
      on o.answers ? n.asked_in where n.kind = a.kind and o.document_id = a.id), '[]')::json end,
  'createdAt', a.created_at, 'createdBy', maker.display_name, 'submittedAt', a.submitted_at, 'dueOn', a.due_on,
  'pausedOn', a.paused_on, 'decidedAt', a.decided_at)`;

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
  const patterns = words.map(word => `%${word.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`);
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
 * One patient, as the care team sees them, with a page of their documents. In the circle they go by their own name:
 * looking for their account would take working out whom the reader may know beside colleagues. One query.
 * @throws a refusal with 404 for whoever is not in the care team of the case
 */
export async function readPatient(tx: Tx, caseId: number, page: number): Promise<PatientRecord> {
  const { rows } = await sql<PatientRecord>`
    with page as materialized (
      select * from casework.document where case_id = ${caseId} order by created_at desc, id desc
      limit ${sql.lit(documentsOnPage)} offset ${(page - 1) * documentsOnPage}
    )
    select p.case_id as "caseId", person.family_name as "familyName", person.given_names as "givenNames",
      person.other_names as "otherNames", person.born_on as "bornOn", person.language,
      person.other_language as "otherLanguage", person.communication_needs as "communicationNeeds",
      p.mhcs_reference as reference, p.authority, p.status, p.order_on as "orderOn", p.named_place as "namedPlace",
      h.name as hospital, w.name as ward, k.closed_on as "closedOn",
      array(select role from unnest(${[...careTeam]}::text[]) role
        where p.case_id = any (access.cases_as(role))) as "standsAs",
      (select coalesce(json_agg(json_build_object('capacity', c.capacity, 'name', coalesce(a.display_name, u.name,
         trim(concat(person.given_names, ' ', person.family_name))), 'job', a.job_title, 'basis', c.basis, 'since', c.from_on) order by c.id), '[]')
       from people.circle c left join people.account a on a.id = c.account_id and c.capacity <> 'subject'
       left join people.unit u on u.id = c.unit_id
       where c.case_id = p.case_id and c.from_on <= access.today()
         and (c.until_on is null or c.until_on > access.today())) as circle,
      (select coalesce(json_agg(${applicationJson} order by a.created_at desc, a.id desc), '[]')
       from page a left join people.account maker on maker.id = a.created_by) as applications,
      (select count(*) from casework.document a where a.case_id = p.case_id)::integer as total,
      array(select distinct a.kind from casework.document a
        where a.case_id = p.case_id and not casework.is_over(a.state)) as unfinished,
      ${askedAsJson(sql`m.case_id = p.case_id`)} as "askedReports",
      ${movesAsJson(sql`m.case_id = p.case_id`)} as moves,
      (select coalesce(json_agg(json_build_object('documentId', e.document_id, 'kind', e.kind, 'onDay', e.on_day,
         'recordedBy', by.display_name) order by e.id), '[]')
       from casework.leave_event e left join people.account by on by.id = e.recorded_by
       where e.case_id = p.case_id and e.document_id = any (array(select id from page))) as leave,
      (select coalesce(json_agg(json_build_object('documentId', r.document_id, 'askedAt', r.asked_at, 'state', r.state,
         'endedAt', r.ended_at, 'before', case when b.kind <> n.kind then json_build_object('kind', b.kind, 'issuedAt', b.issued_at) end)
         order by r.id), '[]')
       from casework.reconsideration r join casework.decision b on b.id = r.decision_id
       left join casework.decision n on n.id = r.made_id and n.state = 'issued'
       where r.document_id = any (array(select id from page)) and r.asked_at is not null) as again,
      (select coalesce(json_agg(json_build_object('documentId', a.id, 'sealedAt', s.sealed_at) order by s.id), '[]')
       from voice.statement s join page a on a.occasion_id = s.occasion_id
       where s.case_id = p.case_id
         and not exists (select from voice.withdrawal x where x.statement_id = s.id)) as statements
    from casework.patient p
    join people.case k on k.id = p.case_id
    join people.person person on person.id = k.person_id
    join people.unit h on h.id = p.hospital_id
    left join people.unit w on w.id = p.ward_id
    where p.case_id = ${caseId} and p.case_id = any (${inCareTeam})`.execute(tx.db);
  return found(rows[0]);
}
