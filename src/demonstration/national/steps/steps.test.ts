import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { freshDatabase, type TestDatabase, testDay } from '../../../../test/database.ts';
import { asOwner } from '../../../platform/database/index.ts';
import { organisations } from './organisations.ts';
import { patients, population } from './patients.ts';
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
  const others = counted.filter(({ status }) => status !== 'conditionally discharged');
  assert.equal(
    others.reduce((sum, { n }) => sum + n, 0),
    population.inHospital,
  );
});
