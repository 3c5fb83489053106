import { type Kysely, sql } from 'kysely';
import type { DB } from '../../../platform/database/index.ts';
import { chance, nation, type Step } from './step.ts';

/** About this many applications a detained patient over three years, so that a working day sees about sixty. */
const applicationsEach = 10;

/** Three years of leave applications, each in the state that its age and its chance give it. */
export const applications: Step = {
  name: 'three years of leave applications',
  async run(db, today) {
    await chance.execute(db);
    await openOccasions(db, today);
    await insertApplications(db, today);
  },
};

async function openOccasions(db: Kysely<DB>, today: Temporal.PlainDate): Promise<void> {
  await sql`alter table voice.occasion disable trigger user`.execute(db);
  await sql`with wanted as (
      select p.case_id, n, ${today.toString()}::date - (n * ${Math.floor((3 * 365) / applicationsEach)} + pg_temp.chance(p.case_id * 31 + n, 'day') * 90)::integer as started_on
      from casework.patient p cross join generate_series(0, ${applicationsEach - 1}) n
      where p.status = 'in hospital' and p.mhcs_reference like 'N/%'
    )
    insert into voice.occasion (case_id, room, opened_at)
    select case_id, 'casework', started_on + time '09:30' + make_interval(mins => (pg_temp.chance(case_id + n, 'minute') * 400)::integer)
    from wanted where started_on < ${today.toString()}::date order by started_on`.execute(db);
  await sql`alter table voice.occasion enable trigger user`.execute(db);
}

/** A document for each occasion that has none yet, in the state that its age and its chance give it. */
export async function insertApplications(db: Kysely<DB>, today: Temporal.PlainDate): Promise<void> {
  await sql`with timed as (
      select o.id, o.case_id, o.opened_at, o.opened_at + interval '6 days' + pg_temp.chance(o.id, 'writing') * interval '9 days' as submitted_at,
        o.opened_at::date as started_on
      from voice.occasion o where o.case_id in ${nation} and not exists (select from casework.document a where a.occasion_id = o.id)
    ), aged as (
      select t.*, p.team_id, ${today.toString()}::date - t.submitted_at::date as age from timed t join casework.patient p on p.case_id = t.case_id
    ), states as (
      select a.*, case when a.age < 0 then 'draft'
        when a.age >= 34 or pg_temp.chance(a.id, 'pace') * 40 < a.age then 'decided'
        when pg_temp.chance(a.id, 'wait') < 0.15 then 'waiting for information'
        when pg_temp.chance(a.id, 'ready') < 0.15 and a.age > 10 then 'awaiting authorisation' else 'submitted' end as state
      from aged a
    )
    , caseworkers as (
      select m.unit_id as team, m.account_id, row_number() over (partition by m.unit_id order by m.account_id) - 1 as at, count(*) over (partition by m.unit_id) as of
      from people.membership m where m.role = 'caseworker'
    )
    insert into casework.document (case_id, kind, occasion_id, team_id, form_version, state, asked_for, caseworker_id, created_by, created_at,
      submitted_at, due_on, paused_on, decided_at, outcome, version)
    select s.case_id, 'leave application', s.id, s.team_id, 'leave-application-2024 1', s.state,
      (array['{escorted-day}', '{escorted-day}', '{unescorted-day}', '{escorted-overnight}', '{compassionate-day}', '{unescorted-overnight}'])[1 + (s.id * 5 % 6)]::text[],
      case when s.state = 'draft' or (s.state = 'submitted' and s.age < 2) then null else w.account_id end,
      c.account_id, s.opened_at, case when s.state <> 'draft' then s.submitted_at end,
      case when s.state <> 'draft' then s.submitted_at::date + 28 end,
      case when s.state = 'waiting for information' then ${today.toString()}::date - 2 end,
      case when s.state = 'decided' then least(s.submitted_at + interval '5 days' + pg_temp.chance(s.id, 'pace') * interval '25 days', ${today.toString()}::date - interval '1 hour') end,
      case when s.state = 'decided' then case when pg_temp.chance(s.id, 'outcome') < 0.72 then 'grant' when pg_temp.chance(s.id, 'outcome') < 0.82 then 'grant in part' else 'refuse' end end,
      3
    from states s
    join people.circle c on c.case_id = s.case_id and c.capacity = 'responsible_clinician'
    join caseworkers w on w.team = s.team_id and w.at = (s.id * 7919) % w.of`.execute(db);
}
