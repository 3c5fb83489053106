import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { freshDatabase, type TestDatabase, testDay } from '../../../../test/database.ts';
import { asOwner } from '../../../platform/database/index.ts';
import { organisations } from './organisations.ts';
import { patients } from './patients.ts';
import { countedOn, population, yearBefore } from './register.ts';
import { staff } from './staff.ts';

let database: TestDatabase;
before(async () => {
  database = await freshDatabase();
});
after(() => database.drop());

test('the nation has as many restricted patients as MHCS counted, each in a case with a clinician', async () => {
  await asOwner(database.adminUrl, async db => {
    for (const step of [organisations, staff, patients]) await step.run(db, testDay);
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
