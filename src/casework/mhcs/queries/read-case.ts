import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/index.ts';
import { found } from '../../../platform/web/index.ts';
import type { ApplicationState } from '../../clinical/queries/read-application.ts';
import type { DecisionKind } from '../../papers/read-decision.ts';

export type CaseApplication = {
  id: number;
  state: ApplicationState;
  outcome: DecisionKind | null;
  askedFor: string[];
  submittedAt: string | null;
  createdAt: string;
  dueOn: string | null;
  pausedOn: string | null;
  caseworker: string | null;
};
export type Happening = { kind: string; at: string; who: string | null; closed: boolean };
export type InCircle = { capacity: string; name: string; job: string | null };
export type Reading = { event: string; capacity: string; name: string | null; at: string };

export type CaseFile = {
  caseId: number;
  familyName: string;
  givenNames: string;
  reference: string;
  bornOn: string | null;
  authority: string;
  orderOn: string | null;
  status: string;
  namedPlace: string;
  hospital: string;
  ward: string | null;
  team: string;
  readers: 'room' | 'circle';
  noteworthy: boolean;
  extremism: string;
  mappaCategory: number | null;
  mappaLevel: number | null;
  circle: InCircle[];
  /** Latest first. */
  applications: CaseApplication[];
  /** Of the application that is shown: the one asked for, or the latest. */
  shown: number | null;
  /** In the order in which it happened. */
  happenings: Happening[];
  readings: Reading[];
};

/**
 * Reads a case for its page in one query: who the patient is, who is in the circle, every application, and what
 * happened to the one that is shown.
 * @param application the application whose timeline is shown; the latest when absent
 * @throws a refusal with 404 when the actor may not see the case
 */
export async function readCase(tx: Tx, caseId: number, application?: number): Promise<CaseFile> {
  const chosen = application === undefined ? sql`` : sql` and x.id = ${application}`;
  const { rows } = await sql<CaseFile>`
    select p.case_id as "caseId", p.family_name as "familyName", p.given_names as "givenNames",
      p.mhcs_reference as reference, person.born_on as "bornOn", p.authority, p.order_on as "orderOn", p.status,
      p.named_place as "namedPlace", h.name as hospital, w.name as ward, team.name as team, k.readers,
      f.noteworthy, f.extremism_level as extremism, f.mappa_category as "mappaCategory", f.mappa_level as "mappaLevel",
      ${circle} as circle, ${applications} as applications, ${readings} as readings,
      a.id as shown, ${happenings} as happenings
    from casework.patient p
    join people.case k on k.id = p.case_id
    join people.person person on person.id = k.person_id
    join people.unit h on h.id = p.hospital_id
    join people.unit team on team.id = p.team_id
    left join people.unit w on w.id = p.ward_id
    left join casework.patient_flags f on f.case_id = p.case_id
    left join lateral (select x.* from casework.leave_application x
      where x.case_id = p.case_id${chosen} order by x.created_at desc, x.id desc limit 1) a on true
    where p.case_id = ${caseId}`.execute(tx.db);
  return found(rows[0]);
}

const circle = sql`(
  select coalesce(json_agg(json_build_object('capacity', c.capacity, 'job', acc.job_title,
    'name', coalesce(u.name, acc.display_name, '')) order by c.id), '[]')
  from people.circle c
  left join people.unit u on u.id = c.unit_id
  left join people.account acc on acc.id = c.account_id
  where c.case_id = p.case_id and c.from_on <= access.today() and (c.until_on is null or c.until_on > access.today()))`;

const applications = sql`(
  select coalesce(json_agg(json_build_object('id', x.id, 'state', x.state, 'outcome', x.outcome,
    'askedFor', x.asked_for, 'submittedAt', x.submitted_at, 'createdAt', x.created_at, 'dueOn', x.due_on,
    'pausedOn', x.paused_on, 'caseworker', worker.display_name) order by x.created_at desc, x.id desc), '[]')
  from casework.leave_application x left join people.account worker on worker.id = x.caseworker_id
  where x.case_id = p.case_id)`;

const readings = sql`(
  select coalesce(json_agg(json_build_object('event', e.event, 'capacity', e.capacity, 'name', acc.display_name,
    'at', e.at) order by e.at desc), '[]')
  from (select * from audit.event e where e.case_id = p.case_id
    and e.event in ('voice.statement.read', 'casework.application.read') order by e.at desc limit 10) e
  left join people.account acc on acc.id = e.account_id)`;

// That the person said something is told by the statement itself. What consultees were asked and said is closed to the person, and marked so wherever it is shown.
const happenings = sql`(
  select coalesce(json_agg(json_build_object('kind', e.kind, 'at', e.at, 'who', acc.display_name,
    'closed', e.closed) order by e.at), '[]')
  from (
    select 'started' as kind, a.created_at as at, a.created_by as by, false as closed where a.id is not null
    union all select o.outcome, o.recorded_at, o.recorded_by, false from voice.opportunity o
      where o.occasion_id = a.occasion_id and o.outcome <> 'said'
    union all select 'sealed', s.sealed_at, s.entered_by, false from voice.statement s where s.occasion_id = a.occasion_id
    union all select 'consulted', c.asked_at, c.asked_by, true from casework.consultation c where c.application_id = a.id
    union all select 'consultee answered', c.answered_at, c.account_id, true from casework.consultation c
      where c.application_id = a.id and c.answered_at is not null
    union all select 'submitted', s.submitted_at, s.submitted_by, false from casework.submission s where s.application_id = a.id
    union all select 'allocated', e.at, (e.detail ->> 'to')::bigint, false from audit.event e
      where e.case_id = p.case_id and e.event = 'casework.application.allocated'
        and (e.detail ->> 'application')::bigint = a.id
    union all select 'information asked', r.asked_at, r.asked_by, false from casework.information_request r where r.application_id = a.id
    union all select 'information answered', r.answered_at, r.answered_by, false from casework.information_request r
      where r.application_id = a.id and r.answered_at is not null
    union all select 'decision drafted', d.drafted_at, d.author_id, false from casework.decision d where d.application_id = a.id
    union all select 'issued ' || d.kind, d.issued_at, d.authoriser_id, false from casework.decision d
      where d.application_id = a.id and d.issued_at is not null
    union all select 'leave ' || l.kind, l.recorded_at, l.recorded_by, false from casework.leave_event l where l.application_id = a.id
  ) e left join people.account acc on acc.id = e.by)`;
