import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { DB } from '../../../platform/database/index.ts';
import { nation, type Step } from './step.ts';

/** The trail that an application leaves: event, days after it was started or submitted, in which capacity, how often. */
const trail = [
  ['casework.document.started', 'created', 0, 'responsible_clinician'],
  ['casework.answers.saved', 'created', 0.1, 'responsible_clinician'],
  ['casework.answers.saved', 'created', 0.2, 'ward_staff'],
  ['casework.document.read', 'created', 0.3, 'ward_staff'],
  ['voice.person.invited', 'created', 0.4, 'responsible_clinician'],
  ['casework.answers.saved', 'created', 1.1, 'ward_staff'],
  ['casework.answers.saved', 'created', 1.2, 'responsible_clinician'],
  ['casework.answers.saved', 'created', 2.1, 'mha_office'],
  ['voice.statement.sealed', 'created', 4, 'subject'],
  ['voice.statement.read', 'created', 4.2, 'responsible_clinician'],
  ['casework.document.read', 'created', 4.3, 'responsible_clinician'],
  ['casework.document.submitted', 'submitted', 0, 'responsible_clinician'],
  ['casework.document.allocated', 'submitted', 0.5, 'team_manager'],
  ['casework.document.read', 'submitted', 0.6, 'caseworker'],
  ['voice.statement.read', 'submitted', 0.6, 'caseworker'],
  ['casework.case.read', 'submitted', 0.7, 'caseworker'],
  ['casework.document.read', 'submitted', 2.6, 'caseworker'],
  ['voice.statement.read', 'submitted', 2.6, 'caseworker'],
  ['casework.decision.drafted', 'decided', -1, 'caseworker'],
  ['casework.decision.saved', 'decided', -0.9, 'caseworker'],
  ['voice.reply.written', 'decided', -0.8, 'caseworker'],
  ['voice.reply.written', 'decided', -0.79, 'caseworker'],
  ['voice.reply.written', 'decided', -0.78, 'caseworker'],
  ['casework.decision.sent', 'decided', -0.7, 'caseworker'],
  ['casework.document.read', 'decided', -0.2, 'team_manager'],
  ['voice.statement.read', 'decided', -0.2, 'team_manager'],
  ['casework.decision.issued', 'decided', 0, 'team_manager'],
  ['casework.decision.read', 'decided', 0.4, 'responsible_clinician'],
  ['voice.reply.read', 'decided', 0.6, 'subject'],
] as const;

/** Writes the audit of some applications, those that `which` lets through; twice would be twice. */
export async function trailOf(db: Kysely<DB>, which: RawBuilder<unknown>): Promise<void> {
  const rows = JSON.stringify(
    trail.map(([event, from, days, capacity]) => ({ event, from, days, capacity })),
  );
  await sql`insert into audit.event (at, account_id, capacity, purpose, event, case_id, detail)
      select moment, case t.capacity when 'subject' then person.id when 'caseworker' then a.caseworker_id when 'team_manager' then d.authoriser_id else a.created_by end,
        t.capacity, 'demonstration', t.event, a.case_id, jsonb_build_object('application', a.id)
      from casework.document a
      cross join jsonb_to_recordset(${rows}::jsonb) as t (event text, "from" text, days double precision, capacity text)
      join people.case k on k.id = a.case_id join people.account person on person.person_id = k.person_id
      left join casework.decision d on d.document_id = a.id and d.state = 'issued'
      cross join lateral (select case t."from" when 'created' then a.created_at when 'submitted' then a.submitted_at else a.decided_at end
        + t.days * interval '1 day' as moment) m
      where ${which} and moment < now()
      order by moment`.execute(db);
}

/** The audit of a fortieth of the applications a step, so that seals stay small and the bar moves. */
export const trails: Step[] = Array.from({ length: 40 }, (_, part) => ({
  name: 'the audit trail',
  run: db => trailOf(db, sql`a.id % 40 = ${part} and a.case_id in ${nation}`),
}));
