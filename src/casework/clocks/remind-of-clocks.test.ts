import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { freshDatabase, type TestDatabase } from '../../../test/database.ts';
import { momentOn, testDay } from '../../../test/days.ts';
import { asOwner, asWorker } from '../../platform/database/index.ts';
import { runOne } from '../../platform/jobs/index.ts';
import { fixedClock, isWorkingDay, nextWorkingDay } from '../../platform/time/index.ts';
import { remindOfClocksJob } from '../jobs/remind-of-clocks.ts';
import { countClocks } from './commands/count-clocks.ts';
import { clockPaths } from './paths.ts';

let database: TestDatabase;
const workingDay = isWorkingDay(testDay) ? testDay : nextWorkingDay(testDay);
before(async () => {
  database = await freshDatabase();
  await asWorker(database.pools, 'test', tx => countClocks(tx, 'waiting', testDay));
  await onlyReportOfAsh(workingDay.add({ days: 20 }));
});
after(() => database.drop());

const owner = <T>(work: Parameters<typeof asOwner<T>>[1]) => asOwner(database.adminUrl, work);

/** One annual report of Ash, due on a day; everything else is due in another age. */
const onlyReportOfAsh = (due: Temporal.PlainDate) =>
  owner(async db => {
    await sql`update casework.clock set due_on = due_on + 4000, soon_on = soon_on + 4000,
      opens_on = opens_on + 4000`.execute(db);
    await sql`update casework.clock set due_on = ${due.toString()}::date, soon_on = ${due.subtract({ days: 42 }).toString()}::date
      where kind = 'annual-report' and case_id = (select case_id from casework.patient where mhcs_reference = 'EX/0001')`.execute(
      db,
    );
  });

async function runOn(day: Temporal.PlainDate): Promise<void> {
  await runOne({ ...database, clock: fixedClock(momentOn(day)) }, remindOfClocksJob, {
    payload: {},
    signal: new AbortController().signal,
  });
}

type Sent = { who: string | null; subject: string; path: string };
const mails = () =>
  owner(async db => {
    const { rows } = await sql<Sent>`select a.username as who, m.subject, m.path from platform.mail m
      join people.account a on a.id = m.to_account_id where m.subject like 'clocks.%' order by m.id, 1`.execute(
      db,
    );
    return rows;
  });
const steps = () =>
  owner(async db => {
    const { rows } = await sql<{ step: string }>`select step from casework.clock_notice order by id`.execute(
      db,
    );
    return rows.map(({ step }) => step);
  });
const whoGot = async (subject: string) =>
  (await mails())
    .filter(mail => mail.subject === subject)
    .map(({ who }) => who)
    .toSorted();

test('on a day that is no working day nobody is reminded, but of what follows a recall', async () => {
  let weekend = testDay;
  while (isWorkingDay(weekend)) weekend = weekend.add({ days: 1 });
  const day = weekend.toString();
  await onlyReportOfAsh(weekend);
  await runOn(weekend);
  assert.deepEqual(await mails(), []);
  await onlyReportOfAsh(workingDay.add({ days: 200 }));
  await owner(db =>
    sql`insert into casework.clock (case_id, kind, of, started_on, due_on, soon_on, owed_by, rank, why, rule_version, source)
      select p.case_id, 'recall-told', '1/1', ${day}::date, ${day}::date, ${day}::date, 'hospital', 1, 'clocks.why.warrant',
        '2026-1', 'a case' from casework.patient p where p.mhcs_reference = 'EX/0001'`.execute(db),
  );
  await runOn(weekend);
  assert.deepEqual(await whoGot('clocks.mail.reminder'), ['dr.vale', 'pat.ledger']);
  await runOn(weekend.add({ days: 2 }));
  assert.ok(
    (await whoGot('clocks.mail.escalated')).includes('drew.sealing'),
    'two days late is told to who leads',
  );
  await owner(async db => {
    await sql`delete from casework.clock where kind = 'recall-told'`.execute(db);
    await sql`delete from casework.clock_notice`.execute(db);
    await sql`delete from platform.mail`.execute(db);
  });
  await onlyReportOfAsh(workingDay.add({ days: 20 }));
});

test('what is due soon is told to the clinician and the office, once, by a mail that names nobody', async () => {
  await Promise.all([runOn(workingDay), runOn(workingDay)]);
  assert.deepEqual(await whoGot('clocks.mail.reminder'), ['dr.vale', 'pat.ledger']);
  assert.deepEqual(new Set((await mails()).map(({ path }) => path)), new Set([clockPaths.due()]));
  assert.deepEqual(await steps(), ['soon']);
  await runOn(workingDay);
  assert.equal((await mails()).length, 2);
});

test('after two weeks late it is escalated to those who lead the team, and steps that went by are noted', async () => {
  await onlyReportOfAsh(workingDay.subtract({ days: 14 }));
  await runOn(workingDay);
  const escalated = await whoGot('clocks.mail.escalated');
  assert.deepEqual(escalated, ['dr.vale', 'drew.sealing', 'pat.ledger']);
  const paths = (await mails()).filter(({ who }) => who === 'drew.sealing').map(({ path }) => path);
  assert.deepEqual(paths, [clockPaths.worklist()]);
  assert.deepEqual((await steps()).slice(1), ['soon', 'nearly', 'late', 'escalated']);
  const recorded = await owner(db =>
    sql<{ step: string }>`select detail ->> 'step' as step from audit.event
      where event = 'casework.clock.reminded' and detail ->> 'clock' = 'annual-report' order by id`.execute(
      db,
    ),
  );
  assert.deepEqual(
    recorded.rows.map(({ step }) => step),
    ['soon', 'escalated'],
  );
});

test('however many clocks somebody is told of at once, they get one mail', async () => {
  await owner(async db => {
    await sql`delete from platform.mail`.execute(db);
    await sql`delete from casework.clock_notice`.execute(db);
    await sql`update casework.clock set due_on = ${workingDay.add({ days: 5 }).toString()}::date, soon_on = ${workingDay.toString()}::date
      where kind = 'annual-report'`.execute(db);
  });
  await runOn(workingDay);
  const got = await whoGot('clocks.mail.reminder');
  assert.deepEqual(got, [...new Set(got)]);
  assert.deepEqual(got, ['dr.finch', 'dr.vale', 'fran.folio', 'pat.ledger']);
  assert.ok((await steps()).length > 10);
});

test('the person and their helpers are told when they may apply to the tribunal', async () => {
  await owner(async db => {
    await sql`delete from platform.mail`.execute(db);
    await sql`update casework.clock set opens_on = ${workingDay.toString()}::date where kind = 'window-in-hospital'
      and case_id = (select case_id from casework.patient where mhcs_reference = 'EX/0001')`.execute(db);
  });
  await runOn(workingDay);
  const told = (await mails()).map(({ who, path }) => `${who} ${path}`).toSorted();
  assert.deepEqual(told, [`ash.example ${clockPaths.mine()}`, `indy.marrow ${clockPaths.helped()}`]);
});

test('the section’s work is told to who has the case in hand, to their cover while they are away, else to the manager', async () => {
  const told = async () => {
    const { rows } = await asWorker(database.pools, 'test', tx =>
      sql<{ who: number }>`select w.account_id as who from casework.whom_to_tell(
        array(select c.id from casework.clock c order by c.case_id, c.id limit 1), ${testDay.toString()}::date) w
        where w.side = 'section'`.execute(tx.db),
    );
    const ids = rows.map(({ who }) => who);
    return owner(async db => {
      const accounts = await sql<{ username: string }>`select username from people.account
        where id = any (${ids}::bigint[])`.execute(db);
      return accounts.rows.map(({ username }) => username);
    });
  };
  assert.deepEqual(await told(), ['drew.sealing']);
  await owner(db =>
    sql`insert into casework.case_allocation (case_id, caseworker_id, given_by) select c.case_id, a.id, a.id
      from (select min(case_id) as case_id from casework.counted) c, people.account a where a.username = 'robin.quill'`.execute(
      db,
    ),
  );
  assert.deepEqual(await told(), ['robin.quill']);
  await owner(db =>
    sql`insert into casework.absence (account_id, cover_id, from_on, until_on, entered_by)
      select a.id, c.id, ${testDay.toString()}::date, ${testDay.add({ days: 3 }).toString()}::date, a.id
      from people.account a, people.account c where a.username = 'robin.quill' and c.username = 'sky.inkwell'`.execute(
      db,
    ),
  );
  assert.deepEqual(await told(), ['sky.inkwell']);
});

test('a decision that is late is told to who has the document in hand, and after three days to those who lead', async () => {
  await owner(async db => {
    await sql`delete from platform.mail`.execute(db);
    await sql`delete from casework.clock`.execute(db);
    await sql`with patient as (select p.case_id, p.team_id from casework.patient p where p.mhcs_reference = 'EX/0001'),
        quill as (select id from people.account where username = 'sky.inkwell'),
        occasion as (insert into voice.occasion (case_id, room) select p.case_id, 'casework'
          from patient p returning id)
      insert into casework.document (case_id, kind, occasion_id, team_id, form_version, created_by, state, caseworker_id, submitted_at, due_on)
      select p.case_id, 'leave application', o.id, p.team_id, 'leave-application-2024', q.id, 'submitted', q.id,
        ${workingDay.subtract({ days: 40 }).toString()}::date, ${workingDay.subtract({ days: 3 }).toString()}::date
      from patient p, quill q, occasion o`.execute(db);
    await sql`update casework.counted set on_day = null`.execute(db);
  });
  await asWorker(database.pools, 'test', tx => countClocks(tx, 'waiting', workingDay));
  await owner(db => sql`delete from casework.clock where kind <> 'leave-decision'`.execute(db));
  await runOn(workingDay);
  assert.deepEqual(await whoGot('clocks.mail.escalated'), ['drew.sealing', 'sky.inkwell']);
});
