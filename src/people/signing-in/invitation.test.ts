import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { aSite, hiddenValue, type TestSite } from '../../../test/browser-without-browser.ts';
import { signIn } from '../../../test/signing-in.ts';
import { asOwner } from '../../platform/database/index.ts';

let site: TestSite;
before(async () => {
  site = await aSite();
});
after(() => site.close());

const passphrase = 'seven quiet otters swim';

/** The link in the last mail to this account. */
async function mailedLink(username: string): Promise<string> {
  return asOwner(site.database.adminUrl, async db => {
    const asked = sql<{ path: string; subject: string }>`select m.path, m.subject from platform.mail m
      join people.account a on a.id = m.to_account_id where a.username = ${username} order by m.id desc limit 1`;
    const mail = (await asked.execute(db)).rows[0];
    assert.equal(mail?.subject, 'people.mail.invitation');
    return mail.path;
  });
}

async function invite(email: string): Promise<string> {
  const admin = await site.as('admin.larkmoor');
  const unit = await admin.transaction(async tx => {
    const row = tx.db.selectFrom('people.unit').select('id').where('name', '=', 'Heron Ward');
    return (await row.executeTakeFirstOrThrow()).id;
  });
  const fields = { unit: String(unit), name: 'Pip Invited', email, role: 'ward_staff' };
  const seen = await admin.post('/administration/invite', fields, `/administration/invite?unit=${unit}`);
  assert.equal(seen.status, 303, seen.text());
  const page = await admin.get(seen.location ?? '');
  return /Username\s+(\S+)/.exec(page.text())?.[1] ?? '';
}

test('whoever is invited chooses a passphrase by the mailed link and signs in with it', async () => {
  const username = await invite('pip@example.invalid');
  assert.equal(username, 'pip.invited');
  const link = await mailedLink(username);
  assert.match(link, /^\/invitation\/[\w-]{43}$/);
  const who = site.nobody();
  const page = await who.get(link);
  assert.match(page.text(), /Welcome, Pip Invited/);
  const done = await who.post(link, { passphrase, again: passphrase });
  assert.equal(done.location, '/sign-in');
  assert.match((await who.get('/sign-in')).text(), /Your passphrase is set/);
  assert.equal((await signIn(who, 'pip@example.invalid', { passphrase })).location, '/');
  assert.match((await who.get('/account')).text(), /Ward team Heron Ward/);
});

test('a link that was used says so in one sentence, and what to do', async () => {
  const link = await mailedLink('pip.invited');
  const used = await site.nobody().get(link);
  assert.equal(used.status, 410);
  assert.match(used.text(), /An invitation works once, and for 7 days\. Ask whoever invited you/);
  const again = await site
    .nobody()
    .post(link, { passphrase: 'mine now, all of it', again: 'mine now, all of it' }, '/sign-in');
  assert.equal(again.status, 410);
  assert.equal((await signIn(site.nobody(), 'pip.invited', { passphrase })).status, 303);
});

test('a link that has expired, was renewed or never was, is the same page', async () => {
  const username = await invite('pip.two@example.invalid');
  assert.equal(username, 'pip.invited2');
  const first = await mailedLink(username);
  const admin = await site.as('admin.larkmoor');
  const id = await admin.transaction(async tx => {
    const row = tx.db.selectFrom('people.account').select('id').where('username', '=', username);
    return (await row.executeTakeFirstOrThrow()).id;
  });
  await admin.post(`/administration/accounts/${id}/invitation`, {}, `/administration/accounts/${id}`);
  const second = await mailedLink(username);
  assert.notEqual(first, second);
  assert.equal((await site.nobody().get(first)).status, 410);
  assert.equal((await site.nobody().get(second)).status, 200);
  await asOwner(site.database.adminUrl, db =>
    sql`update people.invitation set expires_at = now() - interval '1 second' where accepted_at is null`.execute(
      db,
    ),
  );
  const body = async (path: string) =>
    (await site.nobody().get(path)).html.replace(
      /(nonce=|name="_csrf" value=|name="back" value=)"[^"]*"/g,
      '',
    );
  assert.equal(await body(second), await body(first));
  assert.equal(await body(second), await body('/invitation/never-was'));
});

const refused = [
  ['short', 'short', 'too short'],
  ['passwordpassword12', 'passwordpassword12', 'many people use'],
  ['pip invited pip', 'pip invited pip', 'your own name'],
  ['seven quiet otters swim', 'seven quiet otters sing', 'not the same'],
] as const;
for (const [chosen, again, reason] of refused) {
  test(`“${chosen}” is refused because it is ${reason}, and the link stays good`, async () => {
    const email = `${reason.replaceAll(' ', '-')}@example.invalid`;
    const link = await mailedLink(await invite(email));
    const who = site.nobody();
    const seen = await who.post(link, { passphrase: chosen, again });
    assert.equal(seen.status, 422);
    assert.ok(seen.text().includes(reason));
    assert.ok(!seen.html.includes(`value="${chosen}"`), 'a passphrase is never written into a page');
    assert.equal((await who.get(link)).status, 200);
  });
}

test('the invitation page is there in Welsh', async () => {
  const link = await mailedLink(await invite('cymraeg@example.invalid'));
  const who = site.nobody();
  await who.post('/language', { to: 'cy', back: link }, link);
  assert.match((await who.get(link)).text(), /Dewiswch eich cyfrinymadrodd/);
  const wrong = await who.post(link, { passphrase: 'byr', again: 'byr' });
  assert.match(wrong.text(), /rhy fyr/);
  assert.equal(hiddenValue(wrong.html, 'back'), link, 'the language can be changed from here too');
});

test('a link that is used ends the second lock and every session of before; until then nothing changes', async () => {
  const admin = await site.as('admin.system');
  const id = await admin.transaction(async tx => {
    const row = tx.db.selectFrom('people.account').select('id').where('username', '=', 'dr.vale');
    return (await row.executeTakeFirstOrThrow()).id;
  });
  await asOwner(site.database.adminUrl, db =>
    sql`update people.credential set totp_secret = '\\x00', totp_confirmed_at = now() where account_id = ${id}`.execute(
      db,
    ),
  );
  const vale = await site.as('dr.vale');
  await admin.post(`/administration/accounts/${id}/invitation`, {}, `/administration/accounts/${id}`);
  assert.equal((await vale.get('/account')).status, 200);
  assert.equal((await signIn(site.nobody(), 'dr.vale')).location, '/sign-in/code');
  await site.nobody().post(await mailedLink('dr.vale'), { passphrase, again: passphrase });
  assert.equal((await vale.get('/account')).status, 303);
  assert.equal((await signIn(site.nobody(), 'dr.vale', { passphrase })).location, '/');
});
