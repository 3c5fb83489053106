import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { aSite, type TestSite } from '../../../test/browser-without-browser.ts';
import { testDay } from '../../../test/days.ts';
import { asOwner } from '../../platform/database/index.ts';
import { runOne } from '../../platform/jobs/index.ts';
import { fixedClock } from '../../platform/time/index.ts';
import { mhcsPaths } from '../mhcs/paths.ts';
import { registerPaths } from '../register/paths.ts';
import { expireRestrictions } from './expire-restrictions.ts';

const releaseOn = testDay.add({ days: 40 });
let site: TestSite;
let caseId = 0;
let dual = 0;
before(async () => {
  site = await aSite();
  [caseId, dual] = await asOwner(site.database.adminUrl, async db => {
    const rows = await db
      .selectFrom('casework.patient')
      .select(['case_id', 'authority'])
      .where('authority', 'in', ['s47/49', 's45A'])
      .orderBy('authority', 'desc')
      .execute();
    const [prisoner, other] = [rows[0]?.case_id ?? 0, rows[1]?.case_id ?? 0];
    for (const id of [prisoner, other])
      await sql`insert into casework.authority (case_id, kind, order_on, release_on, precedence, corrects)
        select case_id, kind, order_on, ${releaseOn.toString()}::date, 1, id from casework.authority where case_id = ${id}`.execute(
        db,
      );
    await sql`insert into casework.authority (case_id, kind, order_on, precedence)
      values (${other}, 's37/41', ${testDay.toString()}::date, 2)`.execute(db);
    return [prisoner, other] as const;
  });
});
after(() => site.close());

async function runOn(day: Temporal.PlainDate): Promise<void> {
  const clock = fixedClock(`${day}T00:05:00Z`);
  await runOne({ ...site.database, clock }, expireRestrictions, {
    payload: {},
    signal: new AbortController().signal,
  });
}

const standing = (of: number) =>
  asOwner(site.database.adminUrl, async db => {
    const { rows } = await sql<{
      status: string;
      closed: string | null;
      authorities: string[];
      mails: number;
    }>`
      select p.status, k.closed_on as closed, array(select a.kind from casework.authority a where a.case_id = p.case_id
          and a.superseded_by is null order by a.precedence) as authorities,
        (select count(*)::int from platform.mail where subject = 'register.mail.ended') as mails
      from casework.patient p join people.case k on k.id = p.case_id where p.case_id = ${of}`.execute(db);
    return rows[0];
  });

test('nothing ends before the release date', async () => {
  await runOn(releaseOn.subtract({ days: 1 }));
  assert.deepEqual(await standing(caseId), {
    status: 'in hospital',
    closed: null,
    authorities: ['s47/49'],
    mails: 0,
  });
});

test('a case in which nobody has moved keeps no other from closing', async () => {
  const unmoved = await asOwner(site.database.adminUrl, async db => {
    const { rows } = await sql<{ id: number }>`select case_id as id from casework.patient
      where authority = 's37/41' and status = 'in hospital' and case_id not in (${caseId}, ${dual}) order by case_id limit 1`.execute(
      db,
    );
    const id = rows[0]?.id ?? 0;
    await sql`insert into casework.authority (case_id, kind, order_on, expires_on, precedence, corrects)
      select case_id, kind, order_on, ${releaseOn.toString()}::date, 1, id from casework.authority where case_id = ${id}`.execute(
      db,
    );
    // Their admission was recorded by mistake.
    await sql`insert into casework.movement (case_id, kind, actual_on, corrects, struck_out)
      select case_id, kind, actual_on, id, true from casework.movement where case_id = ${id} and superseded_by is null`.execute(
      db,
    );
    return id;
  });
  assert.equal((await standing(unmoved))?.closed, null);
  await runOn(releaseOn);
  assert.equal((await standing(caseId))?.closed, releaseOn.toString());
  assert.equal((await standing(unmoved))?.closed, null);
});

test('on the day the case closes to the section by itself, once however often the job runs', async () => {
  await Promise.all([runOn(releaseOn), runOn(releaseOn)]);
  const first = await standing(caseId);
  assert.deepEqual(
    { ...first, mails: 0 },
    { status: 'ended', closed: releaseOn.toString(), authorities: ['s47/49', 'notional s37'], mails: 0 },
  );
  await runOn(releaseOn.add({ days: 3 }));
  assert.deepEqual(await standing(caseId), first);
});

test('with several authorities one alone keeps the person restricted', async () => {
  const other = await standing(dual);
  assert.deepEqual([other?.status, other?.closed], ['in hospital', null]);
});

test('both sides are told by mails that name no case, and the program’s act stands in the audit', async () => {
  const { mails, recorded } = await asOwner(site.database.adminUrl, async db => ({
    mails: await db.selectFrom('platform.mail').select(['subject', 'path']).execute(),
    recorded: await db
      .selectFrom('audit.event')
      .select(['capacity', 'case_id'])
      .where('event', '=', 'casework.restrictions.expired')
      .execute(),
  }));
  assert.deepEqual([...new Set(mails.map(({ subject }) => subject))], ['register.mail.ended']);
  const paths = new Set(mails.map(({ path }) => path));
  assert.deepEqual(
    paths,
    new Set([registerPaths.mine(), `/patients/${caseId}`, registerPaths.entry(caseId)]),
  );
  assert.deepEqual(recorded, [{ capacity: 'program', case_id: caseId }]);
});

test('from then on the section writes nothing in the case', async () => {
  const caseworker = await site.as('robin.quill');
  assert.equal((await caseworker.get(mhcsPaths.case(caseId))).status, 200);
  const write = caseworker.post(
    registerPaths.movements(caseId),
    { kind: 'deceased', 'actual-day': '1', 'actual-month': '1', 'actual-year': '2024' },
    mhcsPaths.worklist(),
  );
  assert.ok([409, 422].includes((await write).status));
  const statements = [
    sql`insert into casework.movement (case_id, kind, actual_on, recorded_by) values (${caseId}, 'dual detention', '2024-01-01', access.account_id())`,
    sql`insert into casework.authority (case_id, kind, order_on, precedence, recorded_by) values (${caseId}, 's37/41', '2024-01-01', 3, access.account_id())`,
    sql`insert into casework.flag_change (case_id, flag, value, reason, recorded_by)
      values (${caseId}, 'noteworthy', 'yes', 'A reason.', access.account_id())`,
    sql`update casework.patient set named_place = 'Elsewhere' where case_id = ${caseId}`,
  ];
  for (const statement of statements)
    await assert.rejects(
      caseworker.transaction(tx => statement.execute(tx.db)),
      { code: 'OW040' },
    );
});

test('nobody is detained as if under section 37 by a sentence that was over before', async () => {
  const id = await asOwner(site.database.adminUrl, async db => {
    const { rows } = await sql<{ id: number }>`select case_id as id from casework.patient
      where authority = 's37/41' and status = 'in hospital' order by case_id desc limit 1`.execute(db);
    const of = rows[0]?.id ?? 0;
    await sql`insert into casework.authority (case_id, kind, order_on, expires_on, precedence, corrects)
      select case_id, 's48/49 remand', order_on, ${releaseOn.toString()}::date, 1, id from casework.authority where case_id = ${of}`.execute(
      db,
    );
    await sql`insert into casework.authority (case_id, kind, order_on, ended_on, precedence)
      values (${of}, 's47/49', '2001-01-01', '2004-01-01', 2)`.execute(db);
    return of;
  });
  await runOn(releaseOn);
  const ended = await standing(id);
  assert.deepEqual([ended?.status, ended?.authorities], ['ended', ['s48/49 remand', 's47/49']]);
});

test('the worker reads no register', async () => {
  await assert.rejects(site.database.pools.worker.query('select id from casework.authority'), {
    code: '42501',
  });
});
