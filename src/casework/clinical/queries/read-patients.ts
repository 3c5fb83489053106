import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/index.ts';
import { found } from '../../../platform/web/index.ts';
import { type AskedReport, askedAsJson } from '../../leave-reports/queries/read-asked.ts';
import type { DecisionKind, DocumentKind } from '../../rules/document-kinds.ts';
import { careTeam } from '../care-team.ts';
import type { ApplicationState, LeaveEventKind } from './read-application.ts';

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

export type ListedPatient = {
  caseId: number;
  familyName: string;
  givenNames: string;
  bornOn: string | null;
  reference: string;
  authority: string;
  hospital: string;
  ward: string | null;
  closedOn: string | null;
  /** The latest application for leave that was not withdrawn. */
  current: ListedApplication | null;
};

const applicationJson = sql`json_build_object('id', a.id, 'kind', a.kind, 'state', a.state, 'outcome', a.outcome, 'round', a.round,
  'askedFor', case when cardinality(a.asked_for) > 0 then to_json(a.asked_for)
    else coalesce((select o.answers -> n.asked_in from casework.document_kind n join casework.open_answers o
      on o.answers ? n.asked_in where n.kind = a.kind and o.document_id = a.id), '[]')::json end,
  'createdAt', a.created_at, 'createdBy', maker.display_name, 'submittedAt', a.submitted_at, 'dueOn', a.due_on,
  'pausedOn', a.paused_on, 'decidedAt', a.decided_at)`;

const inCareTeam = sql`(select access.cases_as(${sql.join([...careTeam])}))::bigint[]`;

/** How many patients a list shows at most; a clinician or an office has fewer. */
export const mostPatients = 200;

/**
 * The patients of the reader's care team, by name. Each patient's case and person are looked up one by one (`offset 0`):
 * a plan that is kept for the connection cannot know how many patients a reader has, and would pair all with all.
 * @param words each has to be found in the name or the MHCS reference; none for all patients
 */
export async function readPatients(tx: Tx, words: readonly string[]): Promise<ListedPatient[]> {
  const patterns = words.map(word => `%${word.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`);
  const { rows } = await sql<ListedPatient>`
    with mine as materialized (
      select p.* from casework.patient p where p.case_id = any (${inCareTeam})
        and lower(p.family_name || ' ' || p.given_names || ' ' || p.mhcs_reference) like all (${patterns}::text[])
      order by p.family_key, p.given_key, p.case_id limit ${mostPatients}
    )
    select p.case_id as "caseId", p.family_name as "familyName", p.given_names as "givenNames",
      person.born_on as "bornOn", p.mhcs_reference as reference, p.authority, p.hospital_name as hospital, w.name as ward,
      k.closed_on as "closedOn",
      (select ${applicationJson} from casework.document a left join people.account maker on maker.id = a.created_by
       where a.case_id = p.case_id and a.kind = 'leave application' and a.state <> 'withdrawn' order by a.created_at desc, a.id desc limit 1) as current
    from mine p
    cross join lateral (select * from people.case where id = p.case_id offset 0) k
    cross join lateral (select * from people.person where id = k.person_id offset 0) person
    left join lateral (select * from people.unit where id = p.ward_id offset 0) w on true
    order by p.family_key, p.given_key, p.case_id`.execute(tx.db);
  return rows;
}

/** Somebody in the case, by name or as a unit. */
export type InCircle = { capacity: string; name: string; job: string | null; basis: string; since: string };

export type PatientRecord = Omit<ListedPatient, 'current'> & {
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
  applications: ListedApplication[];
  /** The reports on completed leave that the section asked for, the newest first. */
  askedReports: AskedReport[];
  leave: { documentId: number; kind: LeaveEventKind; onDay: string; recordedBy: string | null }[];
  /** When the person's statements were sealed; the words are not read here. */
  statements: { documentId: number; sealedAt: string }[];
};

/**
 * One patient, as the care team sees them.
 * @throws a refusal with 404 for whoever is not in the care team of the case
 */
export async function readPatient(tx: Tx, caseId: number): Promise<PatientRecord> {
  const { rows } = await sql<PatientRecord>`
    select p.case_id as "caseId", person.family_name as "familyName", person.given_names as "givenNames",
      person.other_names as "otherNames", person.born_on as "bornOn", person.language,
      person.other_language as "otherLanguage", person.communication_needs as "communicationNeeds",
      p.mhcs_reference as reference, p.authority, p.status, p.order_on as "orderOn", p.named_place as "namedPlace",
      h.name as hospital, w.name as ward, k.closed_on as "closedOn",
      array(select role from unnest(${[...careTeam]}::text[]) role
        where p.case_id = any (access.cases_as(role))) as "standsAs",
      (select coalesce(json_agg(json_build_object('capacity', c.capacity, 'name', coalesce(a.display_name, u.name),
         'job', a.job_title, 'basis', c.basis, 'since', c.from_on) order by c.id), '[]')
       from people.circle c left join people.account a on a.id = c.account_id left join people.unit u on u.id = c.unit_id
       where c.case_id = p.case_id and c.from_on <= access.today()
         and (c.until_on is null or c.until_on > access.today())) as circle,
      (select coalesce(json_agg(${applicationJson} order by a.created_at desc, a.id desc), '[]')
       from casework.document a left join people.account maker on maker.id = a.created_by
       where a.case_id = p.case_id) as applications,
      ${askedAsJson(sql`m.case_id = p.case_id`)} as "askedReports",
      (select coalesce(json_agg(json_build_object('documentId', e.document_id, 'kind', e.kind, 'onDay', e.on_day,
         'recordedBy', by.display_name) order by e.id), '[]')
       from casework.leave_event e left join people.account by on by.id = e.recorded_by
       where e.case_id = p.case_id) as leave,
      (select coalesce(json_agg(json_build_object('documentId', a.id, 'sealedAt', s.sealed_at) order by s.id), '[]')
       from voice.statement s join casework.document a on a.occasion_id = s.occasion_id
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
