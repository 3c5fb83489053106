import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { freshDatabase, type TestDatabase } from '../../../test/database.ts';
import { asOwner } from '../../platform/database/index.ts';
import { runOne } from '../../platform/jobs/index.ts';
import { fixedClock } from '../../platform/time/index.ts';
import { remindConsultees } from './remind-consultees.ts';

let database: TestDatabase;
let consultation = 0;
before(async () => {
  database = await freshDatabase();
  consultation = await asOwner(database.adminUrl, async db => {
    const { rows } = await sql<{ id: number }>`
      with about as (select p.case_id, p.team_id, c.account_id as clinician from casework.patient p
          join people.circle c on c.case_id = p.case_id and c.capacity = 'responsible_clinician'
          where p.mhcs_reference = 'EX/0001'),
        occasion as (insert into voice.occasion (case_id, room) select case_id, 'casework' from about returning id, case_id),
        application as (insert into casework.document (case_id, kind, occasion_id, team_id, form_version, created_by)
          select a.case_id, 'leave application', o.id, a.team_id, '2024', a.clinician from about a, occasion o returning id, case_id, created_by),
        circle as (insert into people.circle (case_id, account_id, capacity, basis)
          select a.case_id, v.id, 'victim_liaison_officer', 'consulted' from about a, people.account v where v.username = 'vic.lantern'
          returning account_id)
      insert into casework.consultation (document_id, case_id, consultee, account_id, question, asked_by, asked_at)
        select a.id, a.case_id, 'victim_liaison_officer', c.account_id, 'What should we know?', a.created_by, '2026-11-09T10:00:00Z'
        from application a, circle c returning id`.execute(db);
    return rows[0]?.id ?? 0;
  });
});
after(() => database.drop());

async function runOn(day: string): Promise<void> {
  const clock = fixedClock(`${day}T10:00:00Z`);
  await runOne({ ...database, clock }, remindConsultees, {
    payload: {},
    signal: new AbortController().signal,
  });
}

/** The reminder's time is the database's own, and these days are invented: it is moved to the day that was played. */
async function lastReminderWasOn(day: string): Promise<void> {
  await asOwner(database.adminUrl, db =>
    sql`update casework.reminder set sent_at = ${`${day}T10:00:00Z`}
      where id = (select max(id) from casework.reminder)`.execute(db),
  );
}

const sent = () =>
  asOwner(database.adminUrl, async db => ({
    reminders: await db.selectFrom('casework.reminder').select('sent_by').execute(),
    mails: await db.selectFrom('platform.mail').select(['subject', 'path']).execute(),
    recorded: await db
      .selectFrom('audit.event')
      .select(['capacity', 'detail'])
      .where('event', '=', 'casework.consultation.reminded')
      .execute(),
  }));

test('nobody is reminded before it is time', async () => {
  await runOn('2026-11-12');
  assert.deepEqual(await sent(), { reminders: [], mails: [], recorded: [] });
});

test('a reminder is sent once however often the job runs, by mail that says nothing, and stands in the audit', async () => {
  await Promise.all([runOn('2026-11-13'), runOn('2026-11-13')]);
  const after = await sent();
  assert.deepEqual(after, {
    reminders: [{ sent_by: null }],
    mails: [{ subject: 'casework.mail.reminder', path: `/consultations/${consultation}` }],
    recorded: [{ capacity: 'program', detail: { consultation, automatic: true } }],
  });
});

test('a second reminder comes after as long again, and no third', async () => {
  await lastReminderWasOn('2026-11-13');
  await runOn('2026-11-18');
  assert.equal((await sent()).reminders.length, 1);
  await runOn('2026-11-19');
  await lastReminderWasOn('2026-11-19');
  await runOn('2026-12-10');
  assert.equal((await sent()).reminders.length, 2);
});

test('nobody is reminded of what they answered, or of an application that is over', async () => {
  await asOwner(database.adminUrl, async db => {
    await sql`delete from casework.reminder`.execute(db);
    await sql`update casework.consultation set answered_at = now()`.execute(db);
  });
  await runOn('2026-12-10');
  await asOwner(database.adminUrl, async db => {
    await sql`update casework.consultation set answered_at = null`.execute(db);
    await sql`update casework.document set state = 'withdrawn', withdrawn_because = 'Another plan'`.execute(
      db,
    );
  });
  await runOn('2026-12-10');
  assert.equal((await sent()).reminders.length, 0);
});

test('the worker cannot read what was asked or answered', async () => {
  for (const column of ['question', 'answer'])
    await assert.rejects(database.pools.worker.query(`select ${column} from casework.consultation`), {
      code: '42501',
    });
});
