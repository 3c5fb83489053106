import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import type { DB } from '../../platform/database/index.ts';
import { familyNames, givenNames, hospitalNames, providerNames, wardNames } from './names.ts';

/**
 * MHCS Stakeholder Engagement Framework, October 2016: 7,171 restricted patients, 4,690 in hospital and 2,481
 * conditionally discharged.
 */
export const population = { inHospital: 4690, conditionallyDischarged: 2481 };

/** About this many applications a detained patient over three years, so that a working day sees about sixty. */
const applicationsEach = 10;

/** One step of the load: a transaction of its own, so that a killed load goes on where it was. */
export type Step = { name: string; run(db: Kysely<DB>, today: Temporal.PlainDate): Promise<void> };

const list = (texts: readonly string[]) => sql`${texts}::text[]`;

/** Chance in [0, 1) that is the same at every load: from the id and a word. */
const chance = sql`create or replace function pg_temp.chance(id bigint, word text) returns double precision language sql immutable as
  $$ select (('x' || substr(md5(word || id), 1, 7))::bit(28)::integer)::double precision / 268435456 $$`;

const organisations: Step = {
  name: 'hospitals, wards and teams',
  async run(db) {
    const [root] = await db.selectFrom('people.unit').select('id').where('kind', '=', 'system').execute();
    const [section] = await db.selectFrom('people.unit').select('id').where('kind', '=', 'mhcs').execute();
    await sql`insert into people.unit (parent_id, kind, name) select ${root?.id ?? 0}, 'provider', unnest(${list(providerNames)})`.execute(
      db,
    );
    await sql`insert into people.unit (parent_id, kind, name, security_level)
      select p.id, 'hospital', h.name, (array['medium', 'low', 'low', 'other', 'high'])[1 + (h.at * 7 % 23 % 5)]
      from unnest(${list(hospitalNames)}) with ordinality h (name, at)
      join people.unit p on p.kind = 'provider' and h.name like split_part(p.name, ' ', 1) || '%'`.execute(
      db,
    );
    await sql`insert into people.unit (parent_id, kind, name)
      select h.id, 'ward', w from people.unit h cross join unnest(${list(wardNames)}) w
      where h.kind = 'hospital' and not exists (select from people.unit u where u.parent_id = h.id)`.execute(
      db,
    );
    await sql`insert into people.unit (parent_id, kind, name) values (${section?.id ?? 0}, 'mhcs_team', 'Casework Team Three')`.execute(
      db,
    );
  },
};

const staff: Step = {
  name: 'accounts of staff',
  async run(db) {
    await sql`with posts as (
        select u.id as unit, 'responsible_clinician' as role, 'Dr ' as style, n from people.unit u, generate_series(1, 2) n where u.kind = 'hospital'
        union all select u.id, 'mha_office', '', 1 from people.unit u where u.kind = 'hospital'
        union all select u.id, 'ward_staff', '', n from people.unit u, generate_series(1, 2) n where u.kind = 'ward'
        union all select u.id, 'caseworker', '', n from people.unit u, generate_series(1, 12) n where u.kind = 'mhcs_team'
        union all select u.id, 'team_manager', '', 1 from people.unit u where u.kind = 'mhcs_team'
      ), numbered as (select *, row_number() over (order by role, unit, n) as number from posts),
      made as (
        insert into people.account (username, email, display_name, job_title, door, active_from)
        select 'staff.' || number, 'staff.' || number || '@example.invalid',
          style || (${list(givenNames)})[1 + (number * 37 % ${givenNames.length})] || ' ' || (${list(familyNames)})[1 + (number * 211 % ${familyNames.length})],
          initcap(replace(role, '_', ' ')), case when role in ('caseworker', 'team_manager') then 'national' else 'circle' end, date '2020-01-01'
        from numbered returning id, username
      )
      insert into people.membership (account_id, unit_id, role, authority_level, from_on)
      select m.id, n.unit, n.role, case n.role when 'caseworker' then 1 when 'team_manager' then 2 end, date '2020-01-01'
      from made m join numbered n on m.username = 'staff.' || n.number`.execute(db);
  },
};

const patients: Step = {
  name: 'patients, cases and circles',
  async run(db, today) {
    const there = await db
      .selectFrom('casework.patient')
      .select(eb => eb.fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow();
    const detained = population.inHospital - there.n;
    const all = detained + population.conditionallyDischarged;
    await chance.execute(db);
    await sql`insert into people.person (family_name, given_names, born_on, language)
      select (${list(familyNames)})[1 + (i * 389 % ${familyNames.length})], (${list(givenNames)})[1 + (i * 53 % ${givenNames.length})],
        ${today.toString()}::date - (18 * 365 + (pg_temp.chance(i, 'born') * 50 * 365)::integer), case when pg_temp.chance(i, 'language') < 0.03 then 'cy' else 'en' end
      from generate_series(1, ${all}::integer) i`.execute(db);
    await sql`insert into people.case (person_id, room, opened_on)
      select p.id, 'casework', ${today.toString()}::date - (400 + pg_temp.chance(p.id, 'opened') * 5000)::integer
      from people.person p where not exists (select from people.case k where k.person_id = p.id)`.execute(db);
    await sql`insert into people.account (username, display_name, person_id, language, active_from)
      select 'person.' || p.id, p.given_names || ' ' || p.family_name, p.id, p.language, date '2020-01-01'
      from people.person p where not exists (select from people.account a where a.person_id = p.id)`.execute(
      db,
    );
    await insertPatients(db, detained);
    await insertCircles(db);
  },
};

async function insertPatients(db: Kysely<DB>, detained: number): Promise<void> {
  await sql`with wards as (
      select w.id as ward, h.id as hospital, row_number() over (order by w.id) - 1 as at, count(*) over () as of
      from people.unit w join people.unit h on h.id = w.parent_id where w.kind = 'ward'
    ), teams as (
      select id, row_number() over (order by id) - 1 as at, count(*) over () as of from people.unit where kind = 'mhcs_team'
    ), fresh as (
      select k.id as case_id, k.opened_on, p.family_name, p.given_names, row_number() over (order by k.id) as number
      from people.case k join people.person p on p.id = k.person_id
      where k.room = 'casework' and not exists (select from casework.patient c where c.case_id = k.id)
    )
    insert into casework.patient (case_id, mhcs_reference, authority, order_on, status, hospital_id, ward_id, team_id, named_place, family_key, given_key)
    select f.case_id, 'N/' || lpad(f.number::text, 5, '0'),
      (array['s37/41', 's37/41', 's37/41', 's37/41', 's47/49', 's47/49', 's48/49', 's45A', 'CPIA s5'])[1 + (f.number * 13 % 9)],
      f.opened_on, case when f.number <= ${detained} then 'in hospital' else 'conditionally discharged' end,
      w.hospital, case when f.number <= ${detained} then w.ward end, t.id, '', lower(f.family_name), lower(f.given_names)
    from fresh f
    join wards w on w.at = f.number * 7 % w.of
    join teams t on t.at = f.number % t.of`.execute(db);
  await sql`insert into casework.patient_flags (case_id, noteworthy, extremism_level, mappa_category, mappa_level)
    select p.case_id, pg_temp.chance(p.case_id, 'noteworthy') < 0.03, case when pg_temp.chance(p.case_id, 'extremism') < 0.005 then 'high' else 'none' end,
      3, case when pg_temp.chance(p.case_id, 'mappa') < 0.9 then 1 when pg_temp.chance(p.case_id, 'mappa') < 0.98 then 2 else 3 end
    from casework.patient p where not exists (select from casework.patient_flags f where f.case_id = p.case_id)`.execute(
    db,
  );
}

async function insertCircles(db: Kysely<DB>): Promise<void> {
  await sql`with fresh as (
      select p.*, k.person_id, k.opened_on from casework.patient p join people.case k on k.id = p.case_id
      where not exists (select from people.circle c where c.case_id = p.case_id)
    ), clinicians as (
      select m.unit_id as hospital, m.account_id, row_number() over (partition by m.unit_id order by m.account_id) - 1 as at, count(*) over (partition by m.unit_id) as of
      from people.membership m where m.role = 'responsible_clinician'
    )
    insert into people.circle (case_id, account_id, unit_id, capacity, basis, from_on)
    select f.case_id, a.id, null::bigint, 'subject', 'the person', f.opened_on from fresh f join people.account a on a.person_id = f.person_id
    union all select f.case_id, c.account_id, null, 'responsible_clinician', 'responsible clinician', f.opened_on
      from fresh f join clinicians c on c.hospital = f.hospital_id and c.at = f.case_id % c.of
    union all select f.case_id, null, f.ward_id, 'ward_staff', 'ward', f.opened_on from fresh f where f.ward_id is not null
    union all select f.case_id, null, f.hospital_id, 'mha_office', 'hospital', f.opened_on from fresh f`.execute(
    db,
  );
}

const applications: Step = {
  name: 'three years of leave applications',
  async run(db, today) {
    await chance.execute(db);
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
    await sql`with timed as (
        select o.id, o.case_id, o.opened_at, o.opened_at + interval '6 days' + pg_temp.chance(o.id, 'writing') * interval '9 days' as submitted_at,
          o.opened_at::date as started_on
        from voice.occasion o where not exists (select from casework.leave_application a where a.occasion_id = o.id)
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
      insert into casework.leave_application (case_id, occasion_id, team_id, form_version, state, asked_for, caseworker_id, created_by, created_at,
        submitted_at, due_on, paused_on, decided_at, outcome, version)
      select s.case_id, s.id, s.team_id, '2024', s.state,
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
  },
};

/** The long steps go by eighths of the applications, so that a transaction stays short and the bar moves. */
const eighths = [0, 1, 2, 3, 4, 5, 6, 7];

const words = eighths.map(
  (part): Step => ({
    name: 'what people said',
    async run(db) {
      await chance.execute(db);
      await sql`insert into voice.shown (case_id, occasion_id, paper, shown_by, shown_at)
      select a.case_id, a.occasion_id, '{"title": "Leave application", "language": "en", "blocks": []}', a.created_by, a.created_at + interval '5 hours'
      from casework.leave_application a where a.id % 8 = ${part} and not exists (select from voice.shown s where s.occasion_id = a.occasion_id)`.execute(
        db,
      );
      await sql`insert into voice.opportunity (case_id, occasion_id, outcome, why, ask_again_on, recorded_by, recorded_at)
      select a.case_id, a.occasion_id, case when pg_temp.chance(a.id, 'spoke') < 0.7 then 'said' when pg_temp.chance(a.id, 'spoke') < 0.85 then 'declined' else 'not now' end,
        null, null, a.created_by, a.created_at + interval '4 days'
      from casework.leave_application a where a.id % 8 = ${part} and a.state <> 'draft' and not exists (select from voice.opportunity o where o.occasion_id = a.occasion_id)`.execute(
        db,
      );
      await sql`insert into voice.statement (case_id, occasion_id, shown_id, entered_by, route, language, parts, sealed_at)
      select a.case_id, a.occasion_id, s.id, speaker.id, 'typed', 'en', jsonb_build_array(
          jsonb_build_object('prompt', 'progress', 'text', 'I have been on the ward for some time. I go to my groups and I talk to my key nurse when things are hard.'),
          jsonb_build_object('prompt', 'risk', 'text', 'I know my warning signs. I have a plan and I have used it ' || (2 + a.id % 7) || ' times this year.'),
          jsonb_build_object('prompt', 'consider', 'text', 'Please think about how long I have waited. I would like to see the sea.')),
        a.created_at + interval '4 days'
      from casework.leave_application a join voice.shown s on s.occasion_id = a.occasion_id
      join people.case k on k.id = a.case_id join people.account speaker on speaker.person_id = k.person_id
      where a.id % 8 = ${part} and a.state <> 'draft' and pg_temp.chance(a.id, 'spoke') < 0.7
        and not exists (select from voice.statement t where t.occasion_id = a.occasion_id)`.execute(db);
    },
  }),
);

const decisions = eighths.map(
  (part): Step => ({
    name: 'decisions, replies and leave',
    async run(db) {
      await chance.execute(db);
      for (const name of [
        'casework.decision',
        'casework.answer_to_person',
        'casework.leave_event',
        'voice.occasion',
        'voice.reply',
      ]) {
        await sql`alter table ${sql.raw(name)} disable trigger user`.execute(db);
      }
      await sql`insert into casework.submission (application_id, case_id, round, answers, shown_id, sight_confirmed_on, signed_name, signed_on, submitted_by, submitted_at)
      select a.id, a.case_id, 1, '{}', s.id, a.submitted_at::date, c.display_name, a.submitted_at::date, a.created_by, a.submitted_at
      from casework.leave_application a join people.account c on c.id = a.created_by join voice.shown s on s.occasion_id = a.occasion_id
      where a.id % 8 = ${part} and a.submitted_at is not null and not exists (select from casework.submission x where x.application_id = a.id)`.execute(
        db,
      );
      await sql`insert into casework.information_request (application_id, case_id, question, asked_by, asked_at, asked_on, due_on, rule, answered_at, answered_by, answer)
      select a.id, a.case_id, 'Please say where the escorts will be.', a.caseworker_id, a.submitted_at + interval '2 days', a.submitted_at::date + 2, a.submitted_at::date + 9,
        'further-information 1', case when a.state = 'decided' then a.submitted_at + interval '5 days' end, case when a.state = 'decided' then a.created_by end,
        case when a.state = 'decided' then 'Two escorts, at arm’s length in town.' end
      from casework.leave_application a where a.id % 8 = ${part} and a.caseworker_id is not null and (a.state = 'waiting for information' or (a.state = 'decided' and pg_temp.chance(a.id, 'asked') < 0.15))
        and not exists (select from casework.information_request x where x.application_id = a.id)`.execute(
        db,
      );
      await sql`insert into casework.decision (application_id, case_id, kind, granted, conditions, reasons, author_id, state, drafted_at, authoriser_id, level_needed, issued_at)
      select a.id, a.case_id, a.outcome, case when a.outcome = 'refuse' then '{}' else a.asked_for end, '{Return at the agreed time}', 'Considered against the risk assessment.',
        a.caseworker_id, 'issued', a.decided_at - interval '1 day', m.account_id, 2, a.decided_at
      from casework.leave_application a join people.membership m on m.unit_id = a.team_id and m.role = 'team_manager' and m.account_id = (
        select min(account_id) from people.membership where unit_id = a.team_id and role = 'team_manager' and authority_level >= 2)
      where a.id % 8 = ${part} and a.state = 'decided' and a.caseworker_id <> m.account_id and not exists (select from casework.decision d where d.application_id = a.id)`.execute(
        db,
      );
      await sql`insert into casework.answer_to_person (decision_id, case_id, application_id, text, conditions, kind, issued_at)
      select d.id, d.case_id, d.application_id, 'We read what you said. This is our answer.', d.conditions, d.kind, d.issued_at
      from casework.decision d where d.application_id % 8 = ${part} and not exists (select from casework.answer_to_person p where p.decision_id = d.id)`.execute(
        db,
      );
      await sql`insert into voice.reply (case_id, occasion_id, statement_id, prompt, kind, text, written_by, written_at, issued_at)
      select s.case_id, s.occasion_id, s.id, p ->> 'prompt', 'answered', 'Thank you. We took this into account.', a.caseworker_id, a.decided_at - interval '1 day', a.decided_at
      from voice.statement s join casework.leave_application a on a.occasion_id = s.occasion_id cross join jsonb_array_elements(s.parts) p
      where a.id % 8 = ${part} and a.state = 'decided' and not exists (select from voice.reply r where r.statement_id = s.id)`.execute(
        db,
      );
      await sql`update voice.occasion o set submitted_at = a.submitted_at, closed_at = a.decided_at
      from casework.leave_application a where a.id % 8 = ${part} and a.occasion_id = o.id and a.submitted_at is not null and o.submitted_at is null`.execute(
        db,
      );
      await sql`insert into casework.leave_event (application_id, case_id, kind, on_day, recorded_by, recorded_at)
      select a.id, a.case_id, e.kind, a.decided_at::date + e.days, a.created_by, a.decided_at + make_interval(days => e.days)
      from casework.leave_application a cross join (values ('granted', 1), ('started', 7), ('completed', 60)) e (kind, days)
      where a.id % 8 = ${part} and a.outcome in ('grant', 'grant in part') and a.decided_at + make_interval(days => e.days) < now()
        and not exists (select from casework.leave_event x where x.application_id = a.id)
      order by a.id, e.days`.execute(db);
      for (const name of [
        'casework.decision',
        'casework.answer_to_person',
        'casework.leave_event',
        'voice.occasion',
        'voice.reply',
      ]) {
        await sql`alter table ${sql.raw(name)} enable trigger user`.execute(db);
      }
    },
  }),
);

/** The trail that an application leaves: event, days after it was started or submitted, in which capacity, how often. */
const trail = [
  ['casework.application.started', 'created', 0, 'responsible_clinician'],
  ['casework.answers.saved', 'created', 0.1, 'responsible_clinician'],
  ['casework.answers.saved', 'created', 0.2, 'ward_staff'],
  ['casework.application.read', 'created', 0.3, 'ward_staff'],
  ['voice.person.invited', 'created', 0.4, 'responsible_clinician'],
  ['casework.answers.saved', 'created', 1.1, 'ward_staff'],
  ['casework.answers.saved', 'created', 1.2, 'responsible_clinician'],
  ['casework.answers.saved', 'created', 2.1, 'mha_office'],
  ['voice.statement.sealed', 'created', 4, 'subject'],
  ['voice.statement.read', 'created', 4.2, 'responsible_clinician'],
  ['casework.application.read', 'created', 4.3, 'responsible_clinician'],
  ['casework.application.submitted', 'submitted', 0, 'responsible_clinician'],
  ['casework.application.allocated', 'submitted', 0.5, 'team_manager'],
  ['casework.application.read', 'submitted', 0.6, 'caseworker'],
  ['voice.statement.read', 'submitted', 0.6, 'caseworker'],
  ['casework.case.read', 'submitted', 0.7, 'caseworker'],
  ['casework.application.read', 'submitted', 2.6, 'caseworker'],
  ['voice.statement.read', 'submitted', 2.6, 'caseworker'],
  ['casework.decision.drafted', 'decided', -1, 'caseworker'],
  ['casework.decision.saved', 'decided', -0.9, 'caseworker'],
  ['voice.reply.written', 'decided', -0.8, 'caseworker'],
  ['voice.reply.written', 'decided', -0.79, 'caseworker'],
  ['voice.reply.written', 'decided', -0.78, 'caseworker'],
  ['casework.decision.sent', 'decided', -0.7, 'caseworker'],
  ['casework.application.read', 'decided', -0.2, 'team_manager'],
  ['voice.statement.read', 'decided', -0.2, 'team_manager'],
  ['casework.decision.issued', 'decided', 0, 'team_manager'],
  ['casework.decision.read', 'decided', 0.4, 'responsible_clinician'],
  ['voice.reply.read', 'decided', 0.6, 'subject'],
] as const;

/** The audit of a tenth of the applications a step, so that seals stay small and the bar moves. */
const trails: Step[] = Array.from({ length: 40 }, (_, part) => ({
  name: 'the audit trail',
  async run(db) {
    const rows = JSON.stringify(
      trail.map(([event, from, days, capacity]) => ({ event, from, days, capacity })),
    );
    await sql`insert into audit.event (at, account_id, capacity, purpose, event, case_id, detail)
      select moment, case t.capacity when 'subject' then person.id when 'caseworker' then a.caseworker_id when 'team_manager' then d.authoriser_id else a.created_by end,
        t.capacity, 'demonstration', t.event, a.case_id, jsonb_build_object('application', a.id)
      from casework.leave_application a
      cross join jsonb_to_recordset(${rows}::jsonb) as t (event text, "from" text, days double precision, capacity text)
      join people.case k on k.id = a.case_id join people.account person on person.person_id = k.person_id
      left join casework.decision d on d.application_id = a.id and d.state = 'issued'
      cross join lateral (select case t."from" when 'created' then a.created_at when 'submitted' then a.submitted_at else a.decided_at end
        + t.days * interval '1 day' as moment) m
      where a.id % 40 = ${part} and moment < now()
      order by moment`.execute(db);
  },
}));

/** Every step, in order. */
export const steps: readonly Step[] = [
  organisations,
  staff,
  patients,
  applications,
  ...words,
  ...decisions,
  ...trails,
];
