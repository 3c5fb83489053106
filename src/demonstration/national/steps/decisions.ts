import { type Kysely, sql } from 'kysely';
import type { DB } from '../../../platform/database/index.ts';
import { chance, eighths, nation, type Step } from './step.ts';

// Their triggers guard the work of a day: a second person, every word answered. Years of it are written past them.
const guarded = [
  'casework.decision',
  'casework.answer_to_person',
  'casework.leave_event',
  'voice.occasion',
  'voice.reply',
];

/** In this order, since each stands on the one before. */
const inserts = [submissions, questions, letters, answers, replies, closings, leave];

/** What was handed in, asked for, decided and answered, and the leave that came of it. */
export const decisions = eighths.map(
  (part): Step => ({
    name: 'decisions, replies and leave',
    async run(db) {
      await chance.execute(db);
      await setTriggers(db, 'disable');
      for (const insert of inserts) await insert(db, part);
      await setTriggers(db, 'enable');
    },
  }),
);

async function setTriggers(db: Kysely<DB>, to: 'enable' | 'disable'): Promise<void> {
  for (const table of guarded)
    await sql`alter table ${sql.raw(table)} ${sql.raw(to)} trigger user`.execute(db);
}

async function submissions(db: Kysely<DB>, part: number): Promise<void> {
  await sql`insert into casework.submission (document_id, case_id, round, answers, shown_id, sight_confirmed_on, signed_name, signed_on, submitted_by, submitted_at)
  select a.id, a.case_id, 1, '{}', s.id, a.submitted_at::date, c.display_name, a.submitted_at::date, a.created_by, a.submitted_at
  from casework.document a join people.account c on c.id = a.created_by join voice.shown s on s.occasion_id = a.occasion_id
  where a.id % 8 = ${part} and a.case_id in ${nation} and a.submitted_at is not null and not exists (select from casework.submission x where x.document_id = a.id)`.execute(
    db,
  );
}

async function questions(db: Kysely<DB>, part: number): Promise<void> {
  await sql`insert into casework.information_request (document_id, case_id, question, asked_by, asked_at, asked_on, due_on, rule, answered_at, answered_by, answer)
  select a.id, a.case_id, 'Please say where the escorts will be.', a.caseworker_id, a.submitted_at + interval '2 days', a.submitted_at::date + 2, a.submitted_at::date + 9,
    'further-information 1', case when a.state = 'decided' then a.submitted_at + interval '5 days' end, case when a.state = 'decided' then a.created_by end,
    case when a.state = 'decided' then 'Two escorts, at arm’s length in town.' end
  from casework.document a where a.id % 8 = ${part} and a.case_id in ${nation} and a.caseworker_id is not null and (a.state = 'waiting for information' or (a.state = 'decided' and pg_temp.chance(a.id, 'asked') < 0.15))
    and not exists (select from casework.information_request x where x.document_id = a.id)`.execute(db);
}

/** Of what waits to be authorised somebody wrote a draft yesterday; all others were issued. */
async function letters(db: Kysely<DB>, part: number): Promise<void> {
  await sql`insert into casework.decision (document_id, case_id, kind, granted, conditions, reasons, author_id, state, drafted_at, authoriser_id, level_needed, issued_at)
  select a.id, a.case_id, coalesce(a.outcome, 'grant'), case when a.outcome = 'refuse' then '{}' else a.asked_for end, '{Return at the agreed time}', 'Considered against the risk assessment.',
    a.caseworker_id, case a.state when 'decided' then 'issued' else a.state end, coalesce(a.decided_at, now()) - interval '1 day',
    case a.state when 'decided' then m.account_id end, case a.state when 'decided' then 2 end, a.decided_at
  from casework.document a join people.membership m on m.unit_id = a.team_id and m.role = 'team_manager' and m.account_id = (
    select min(account_id) from people.membership where unit_id = a.team_id and role = 'team_manager' and authority_level >= 2)
  where a.id % 8 = ${part} and a.case_id in ${nation} and a.state in ('decided', 'awaiting authorisation') and a.caseworker_id <> m.account_id and not exists (select from casework.decision d where d.document_id = a.id)`.execute(
    db,
  );
}

async function answers(db: Kysely<DB>, part: number): Promise<void> {
  await sql`insert into casework.answer_to_person (decision_id, case_id, document_id, text, conditions, kind, issued_at)
  select d.id, d.case_id, d.document_id, 'We read what you said. This is our answer.', d.conditions, d.kind, d.issued_at
  from casework.decision d where d.document_id % 8 = ${part} and d.case_id in ${nation} and not exists (select from casework.answer_to_person p where p.decision_id = d.id)`.execute(
    db,
  );
}

async function replies(db: Kysely<DB>, part: number): Promise<void> {
  await sql`insert into voice.reply (case_id, occasion_id, statement_id, prompt, kind, text, written_by, written_at, issued_at)
  select s.case_id, s.occasion_id, s.id, p ->> 'prompt', 'answered', 'Thank you. We took this into account.', a.caseworker_id, a.decided_at - interval '1 day', a.decided_at
  from voice.statement s join casework.document a on a.occasion_id = s.occasion_id cross join jsonb_array_elements(s.parts) p
  where a.id % 8 = ${part} and a.case_id in ${nation} and a.state = 'decided' and not exists (select from voice.reply r where r.statement_id = s.id)`.execute(
    db,
  );
}

async function closings(db: Kysely<DB>, part: number): Promise<void> {
  await sql`update voice.occasion o set submitted_at = a.submitted_at, closed_at = a.decided_at
  from casework.document a where a.id % 8 = ${part} and a.case_id in ${nation} and a.occasion_id = o.id and a.submitted_at is not null and o.submitted_at is null`.execute(
    db,
  );
}

async function leave(db: Kysely<DB>, part: number): Promise<void> {
  await sql`insert into casework.leave_event (document_id, case_id, kind, on_day, recorded_by, recorded_at)
  select a.id, a.case_id, e.kind, a.decided_at::date + e.days, a.created_by, a.decided_at + make_interval(days => e.days)
  from casework.document a cross join (values ('granted', 1), ('started', 7), ('completed', 60)) e (kind, days)
  where a.id % 8 = ${part} and a.case_id in ${nation} and a.outcome in ('grant', 'grant in part') and a.decided_at + make_interval(days => e.days) < now()
    and not exists (select from casework.leave_event x where x.document_id = a.id)
  order by a.id, e.days`.execute(db);
}
