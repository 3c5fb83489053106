import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type AdministrationSite, administrationSite, anyForm, onDay } from '../../../test/administration.ts';
import { hiddenValue } from '../../../test/browser-without-browser.ts';
import { testDay } from '../../../test/days.ts';
import { asOwner } from '../../platform/database/index.ts';

let site: AdministrationSite;
before(async () => {
  site = await administrationSite();
});
after(() => site.close());

test('somebody who has gone elsewhere is out of reach', async () => {
  const robin = await site.accountId('robin.quill');
  for (const path of ['', '/roles', '/end']) {
    assert.equal((await site.lou.get(`/administration/accounts/${robin}${path}`)).status, 404, path);
  }
  for (const path of ['/invitation', '/sign-out', '/reopen'])
    assert.equal(
      (await site.lou.post(`/administration/accounts/${robin}${path}`, {}, anyForm)).status,
      403,
      path,
    );
  assert.equal(
    (await site.lou.post(`/administration/accounts/${robin}/end`, onDay(testDay), anyForm)).status,
    404,
  );
});

test('nobody ends their own account or signs themselves a new invitation', async () => {
  const me = await site.accountId('admin.larkmoor');
  const page = await site.lou.get(`/administration/accounts/${me}`);
  assert.match(page.text(), /This is your own account/);
  assert.doesNotMatch(page.html, /<form method="post" action="\/administration/);
  assert.equal(
    (
      await site.lou.post(
        `/administration/accounts/${me}/end`,
        onDay(testDay),
        `/administration/accounts/${me}/end`,
      )
    ).status,
    403,
  );
  assert.equal((await site.lou.post(`/administration/accounts/${me}/invitation`, {}, anyForm)).status, 403);
});

test('an account that also works elsewhere cannot be ended here', async () => {
  const ola = await site.accountId('ola.fable');
  const heron = await site.unitId('Larkmoor Hospital');
  await asOwner(site.database.adminUrl, db =>
    db
      .insertInto('people.membership')
      .values({ account_id: ola, unit_id: heron, role: 'social_supervisor' })
      .execute(),
  );
  const seen = await site.lou.post(
    `/administration/accounts/${ola}/end`,
    onDay(testDay),
    `/administration/accounts/${ola}/end`,
  );
  assert.equal(seen.status, 409);
  assert.match(seen.text(), /also works in a unit that is not yours/);
});

const badDays = [
  [{ 'on-day': '31', 'on-month': '4', 'on-year': '2027' }, /not in the calendar/],
  [{ 'on-day': '29', 'on-month': '2', 'on-year': '2027' }, /not in the calendar/],
  [{ 'on-day': '', 'on-month': '', 'on-year': '' }, /write the date|day, the month and the year/],
  [onDay(testDay.subtract({ days: 1 })), /The day has passed/],
  [{ 'on-day': '1', 'on-month': '1', 'on-year': '2062' }, /more than two years away/],
  [{ 'on-day': '1', 'on-month': '1', 'on-year': '27' }, /4 numbers/],
  [{ 'on-day': 'x\0', 'on-month': '\u{1F600}', 'on-year': '<b>' }, /write the date in numbers/],
] as const;

for (const [day, reason] of badDays) {
  test(`the day ${JSON.stringify(Object.values(day))} ends nothing: ${reason.source}`, async () => {
    const max = await site.accountId('max.spool');
    const seen = await site.lou.post(
      `/administration/accounts/${max}/end`,
      day,
      `/administration/accounts/${max}/end`,
    );
    assert.equal(seen.status, 422);
    assert.match(seen.text(), reason);
    assert.match((await site.lou.get(`/administration/accounts/${max}`)).text(), /Max Spool Open/);
  });
}

test('an ended account is refused at its next request, and the open tab’s form too', async () => {
  const pat = await site.accountId('pat.ledger');
  const who = await site.as('pat.ledger');
  const open = await who.get('/account');
  const seen = await site.lou.post(
    `/administration/accounts/${pat}/end`,
    onDay(testDay),
    `/administration/accounts/${pat}/end`,
  );
  assert.equal(seen.status, 303, seen.text());
  const cookie = [...who.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const sent = await site.app.inject({
    method: 'POST',
    url: '/account/sign-out-everywhere',
    payload: new URLSearchParams({
      _csrf: hiddenValue(open.html, '_csrf'),
      _once: hiddenValue(open.html, '_once'),
    }).toString(),
    headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
  });
  assert.equal(sent.statusCode, 401);
  assert.equal((await who.get('/account')).status, 303);
  assert.equal(
    (await site.nobody().post('/sign-in/demonstration', { username: 'pat.ledger' }, '/sign-in')).status,
    422,
  );
});

test('an ended account can be opened again, without its roles', async () => {
  const pat = await site.accountId('pat.ledger');
  assert.match((await site.lou.get(`/administration/accounts/${pat}`)).text(), /Pat Ledger Ended/);
  await site.lou.post(`/administration/accounts/${pat}/reopen`, {}, `/administration/accounts/${pat}`);
  const text = (await site.lou.get(`/administration/accounts/${pat}`)).text();
  assert.match(text, /Pat Ledger No role/);
  assert.match(text, /Account opened again Lou Keyring, .* Account ended Lou Keyring/);
  const who = await site.as('pat.ledger');
  assert.deepEqual(await who.transaction(tx => tx.db.selectFrom('people.case').select('id').execute()), []);
});

test('signing somebody out ends their sessions at once', async () => {
  const max = await site.accountId('max.spool');
  const who = await site.as('max.spool');
  await site.lou.post(`/administration/accounts/${max}/sign-out`, {}, `/administration/accounts/${max}`);
  assert.equal((await who.get('/account')).status, 303);
});

test('each of these changes is in the audit with who did it, and no name', async () => {
  const { events, details } = await site.eventsBy('admin.larkmoor');
  for (const event of ['people.account.ended', 'people.account.reopened', 'people.account.signed-out'])
    assert.ok(events.includes(event), event);
  assert.doesNotMatch(details, /Pat|Ledger|Siân|Brien|Finch|example/);
});
