import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type AdministrationSite, administrationSite, onDay } from '../../../test/administration.ts';
import { testDay } from '../../../test/days.ts';
import { asOwner } from '../../platform/database/index.ts';

let site: AdministrationSite;
before(async () => {
  site = await administrationSite();
});
after(() => site.close());

test('the database refuses a role for oneself, for somebody elsewhere, and in a unit elsewhere', async () => {
  const me = await site.accountId('admin.larkmoor');
  const robin = await site.accountId('robin.quill');
  const jo = await site.accountId('jo.thimble');
  const heron = await site.unitId('Heron Ward');
  const plainly = await site.unitId('Speak Plainly Advocacy');
  const adds = (account_id: number, unit_id: number, role: string) =>
    site.lou.transaction(tx =>
      tx.db.insertInto('people.membership').values({ account_id, unit_id, role }).execute(),
    );
  await assert.rejects(adds(jo, plainly, 'advocate'), { code: '42501' });
  // Whichever lock speaks first: the trigger about the door, or the policy about the account.
  await assert.rejects(adds(robin, heron, 'ward_staff'), { code: /42501|OW033/ });
  await assert.rejects(adds(me, heron, 'ward_staff'), { code: /42501|OW032/ });
});

test('an administrator can have no role beside, because whoever gives access must not use it', async () => {
  const jo = await site.accountId('jo.thimble');
  const care = await site.unitId('Larkmoor Care');
  const fields = { unit: String(care), role: 'administrator', ...onDay(testDay) };
  const seen = await site.lou.post(
    `/administration/accounts/${jo}/roles`,
    fields,
    `/administration/accounts/${jo}/roles?unit=${care}`,
  );
  assert.equal(seen.status, 409);
  assert.match(seen.text(), /An administrator has no other role/);
});

test('a role is added, shown with its day, and gives its access from that day only', async () => {
  const kit = await site.accountId('kit.button');
  const heron = await site.unitId('Heron Ward');
  const who = await site.as('kit.button');
  const cases = () => who.transaction(tx => tx.db.selectFrom('people.case').select('id').execute());
  const before = (await cases()).length;
  const add = (day: Temporal.PlainDate) => {
    const fields = { unit: String(heron), role: 'ward_staff', instead: '', ...onDay(day) };
    return site.lou.post(
      `/administration/accounts/${kit}/roles`,
      fields,
      `/administration/accounts/${kit}/roles?unit=${heron}`,
    );
  };
  assert.equal((await add(testDay.add({ days: 5 }))).status, 303);
  assert.equal((await cases()).length, before);
  assert.equal((await add(testDay)).status, 303);
  assert.equal((await cases()).length, before + 3);
});

test('a nurse who moves to another ward sees its patients from then on, and the old ones no more', async () => {
  const sam = await site.accountId('sam.tinder');
  const badger = await site.unitId('Badger Ward');
  const who = await site.as('sam.tinder');
  const cases = async () =>
    (await who.transaction(tx => tx.db.selectFrom('people.case').select('id').execute())).map(row => row.id);
  const before = await cases();
  const fields = {
    unit: String(badger),
    role: 'ward_staff',
    instead: String(await site.membershipId('sam.tinder')),
    ...onDay(testDay),
  };
  const seen = await site.lou.post(
    `/administration/accounts/${sam}/roles`,
    fields,
    `/administration/accounts/${sam}/roles?unit=${badger}`,
  );
  assert.equal(seen.status, 303, seen.text());
  const now = await cases();
  assert.ok(before.length > 0 && now.length > 0);
  assert.deepEqual(
    now.filter(id => before.includes(id)),
    [],
  );
});

test('when a clinician’s role ends, so do their places in cases', async () => {
  const finch = await site.accountId('dr.finch');
  const who = await site.as('dr.finch');
  const cases = () => who.transaction(tx => tx.db.selectFrom('people.case').select('id').execute());
  assert.equal((await cases()).length, 6);
  const role = String(await site.membershipId('dr.finch'));
  const seen = await site.lou.post(
    `/administration/accounts/${finch}/roles/end`,
    { role, ...onDay(testDay) },
    `/administration/accounts/${finch}/roles/end?role=${role}`,
  );
  assert.equal(seen.status, 303);
  assert.equal((await cases()).length, 0);
});

test('an ended role is refused at the next request', async () => {
  const second = await site.as('admin.larkmoor');
  const account = await site.accountId('admin.larkmoor');
  const role = String(await site.membershipId('admin.larkmoor'));
  assert.equal((await second.get('/administration')).status, 200);
  await site.uma.post(
    `/administration/accounts/${account}/roles/end`,
    { role, ...onDay(testDay) },
    `/administration/accounts/${account}/roles/end?role=${role}`,
  );
  assert.equal((await second.get('/administration')).status, 404);
  await asOwner(site.database.adminUrl, db =>
    db.updateTable('people.membership').set({ until_on: null }).where('id', '=', Number(role)).execute(),
  );
});

test('each of these changes is in the audit with who did it, and no name', async () => {
  const { events, details } = await site.eventsBy('admin.larkmoor');
  for (const event of ['people.membership.added', 'people.membership.ended'])
    assert.ok(events.includes(event), event);
  assert.doesNotMatch(details, /Pat|Ledger|Siân|Brien|Finch|example/);
});
