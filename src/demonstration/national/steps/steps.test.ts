import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { siteOn, type TestSite } from '../../../../test/browser-without-browser.ts';
import { freshDatabase, type TestDatabase, testDay } from '../../../../test/database.ts';
import { casework } from '../../../casework/index.ts';
import { asOwner } from '../../../platform/database/index.ts';
import { runOne } from '../../../platform/jobs/index.ts';
import { characteristics } from './characteristics.ts';
import { organisations } from './organisations.ts';
import { patients } from './patients.ts';
import { countedOn, population, yearBefore } from './register.ts';
import { staff } from './staff.ts';

let database: TestDatabase;
let site: TestSite;
before(async () => {
  database = await freshDatabase();
  site = await siteOn(database);
});
after(() => site.close());

test('the nation has as many restricted patients as MHCS counted, each in a case with a clinician', async () => {
  await asOwner(database.adminUrl, async db => {
    for (const step of [organisations, staff, patients, characteristics]) await step.run(db, testDay);
    // As the load does at its end: without it every plan is made for empty tables.
    await sql`analyze`.execute(db);
  });
  const counted = await asOwner(database.adminUrl, db =>
    db
      .selectFrom('casework.patient')
      .innerJoin('people.circle', 'people.circle.case_id', 'casework.patient.case_id')
      .where('capacity', '=', 'responsible_clinician')
      .groupBy('status')
      .select(['status', eb => eb.fn.count<number>('casework.patient.case_id').distinct().as('n')])
      .execute(),
  );
  const byStatus = Object.fromEntries(counted.map(({ status, n }) => [status, n]));
  assert.equal(byStatus['conditionally discharged'], population.conditionallyDischarged);
  const others = counted.filter(({ status }) => status !== 'conditionally discharged' && status !== 'ended');
  assert.equal(
    others.reduce((sum, { n }) => sum + n, 0),
    population.inHospital,
  );
});

const asAt = (day: string) =>
  asOwner(database.adminUrl, async db => {
    // The owner stands at no door; the head of casework does.
    await sql`select access.become((a.id, null, 'national', null, '{head_of_casework}', null, '{}'))
      from people.account a where a.username = 'nat.charter'`.execute(db);
    const { rows } = await sql<{ status: string; n: number }>`
      select status, sum(patients)::int as n from casework.register_as_at(${day}::date) group by status`.execute(
      db,
    );
    const count = Object.fromEntries(rows.map(({ status, n }) => [status, n]));
    return { inHospital: count['in hospital'], conditionallyDischarged: count['conditionally discharged'] };
  });

test('the register counts 7,171 = 4,690 + 2,481 on 31 October 2016, and today', async () => {
  assert.deepEqual(await asAt(countedOn.october2016), population);
  assert.deepEqual(await asAt(testDay.toString()), population);
});

test('the register counts 7,002 = 4,618 + 2,384 on 31 October 2015', async () => {
  assert.deepEqual(await asAt(countedOn.yearBefore), yearBefore);
});

test('the page of the section says so too, by every thing by which it divides them', async () => {
  const head = await site.as('nat.charter');
  const totalsOn = async (query: string) => {
    const { status, html } = await head.get(`/mhcs/statistics?${query}`);
    assert.equal(status, 200);
    return [...html.matchAll(/<tr class="ow-numbers__total">.*?<\/tr>/g)].map(([row]) =>
      [...row.matchAll(/<td>([\d,]+)<\/td>/g)].map(([, count]) => count),
    );
  };
  const october2016 = ['4,690', '0', '2,481', '0', '7,171'];
  assert.deepEqual(await totalsOn('on-day=31&on-month=10&on-year=2016'), Array(5).fill(october2016));
  const yearsBack = ['4,618', '0', '2,384', '0', '7,002'];
  assert.deepEqual(await totalsOn('on-day=31&on-month=10&on-year=2015'), Array(5).fill(yearsBack));
});

test('every way to count the register on a day gives the same', async () => {
  const days = ['2004-02-29', '2015-10-31', '2016-10-31', '2019-07-01', '2021-12-31'];
  const head = await site.as('nat.charter');
  const counts = await head.transaction(async tx => {
    const { rows } = await sql<{ whole: string; parts: string; series: string }>`select
      (select string_agg(c, ' ' order by c) from (select status || sum(patients) as c
        from casework.register_as_at(d.day) group by status) x) as whole,
      (select string_agg(distinct c, ' ' order by c) from (select status || sum(people) as c
        from casework.count_people(d.day) group by dimension, status) x) as parts,
      (select string_agg(status || people, ' ' order by status || people) from casework.count_series(array[d.day])) as series
      from unnest(${days}::date[]) d (day)`.execute(tx.db);
    return rows;
  });
  assert.equal(counts.length, days.length);
  for (const { whole, parts, series } of counts) assert.deepEqual([parts, series], [whole, whole]);
});

test('what is published of the nation has its totals exactly and none of its small counts', async () => {
  const publish = casework.jobs?.find(({ task }) => task === 'publish-statistics');
  assert.ok(publish);
  const signal = new AbortController().signal;
  await runOne({ pools: database.pools, clock: site.clock }, publish, { payload: {}, signal });
  const { rows } = await asOwner(database.adminUrl, db =>
    sql<{ name: string; cells: (number | '*')[][] }>`select name, body -> 'cells' as cells
      from casework.published_table where period = '2016-01-01' order by name`.execute(db),
  );
  const cellsOf = (name: string) => rows.find(row => row.name === name)?.cells ?? [];
  const totals = cellsOf('authority').at(-1);
  assert.equal(totals?.length, 3);
  for (const name of ['sex', 'age', 'ethnicity', 'offence'])
    assert.deepEqual(cellsOf(name).at(-1), totals, name);
  for (const cell of rows.flatMap(({ cells }) => cells.flat()))
    assert.ok(cell === '*' || cell === 0 || cell >= 5, String(cell));
  assert.match((await site.nobody().get('/statistics')).html, /31 December 2016/);
});
