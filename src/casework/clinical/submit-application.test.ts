import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { aSite, type TestSite } from '../../../test/browser-without-browser.ts';
import { aLeaveApplication } from '../../../test/leave-applications.ts';
import { asOwner } from '../../platform/database/index.ts';

let site: TestSite;
before(async () => {
  site = await aSite();
});
after(() => site.close());

test('an application that is complete and was put to the person can be submitted', async () => {
  const application = await aLeaveApplication(site).submitted();
  const row = await asOwner(site.database.adminUrl, db =>
    db
      .selectFrom('casework.leave_application')
      .selectAll()
      .where('id', '=', application.id)
      .executeTakeFirstOrThrow(),
  );
  assert.equal(row.state, 'submitted');
  assert.deepEqual(row.asked_for, ['unescorted-day']);
  assert.equal(row.due_on, '2026-12-21');
});
