import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { aSite, type TestSite } from '../../../test/browser-without-browser.ts';
import { signIn } from '../../../test/signing-in.ts';
import { asOwner } from '../../platform/database/index.ts';
import { hashOf } from '../../platform/web/index.ts';

let site: TestSite;
before(async () => {
  site = await aSite();
});
after(() => site.close());

const passphrase = 'seven quiet otters swim';
const old = 'nine calm herons at dawn';

async function forgetTries(): Promise<void> {
  await asOwner(site.database.adminUrl, db => sql`delete from people.sign_in_attempt`.execute(db));
}

test('the account page shows name, roles with their dates, and where one is signed in', async () => {
  const vale = await site.as('dr.vale');
  const text = (await vale.get('/account')).text();
  assert.match(text, /Dr Morgan Vale/);
  assert.match(text, /Responsible clinician Larkmoor Hospital 1 January 2020 no end date/);
  assert.match(text, /A device that we do not recognise\s+this one|LightMyRequest/);
});

test('a caseworker’s role stands there with its authority level', async () => {
  const robin = await site.as('robin.quill');
  assert.match((await robin.get('/account')).text(), /Caseworker, level 1 Casework Team One/);
});

test('everybody sees their own account and no other', async () => {
  const seen = (await (await site.as('jo.thimble')).get('/account')).text();
  assert.match(seen, /jo\.thimble@example\.invalid/);
  assert.doesNotMatch(seen, /dr\.vale|Morgan|ash\.example/);
});

test('a patient’s account page says it in plain words', async () => {
  const ash = await site.as('ash.example');
  const page = await ash.get('/account');
  assert.match(page.html, /class="govuk-template ow-person/);
  assert.match(page.text(), /You are Ash Example\. You sign in with this name: ash\.example/);
  assert.doesNotMatch(page.text(), /Role|authenticator|Second lock/);
});

test('easy read and Welsh can be chosen there, and stay', async () => {
  const dale = await site.as('dale.mockup');
  assert.match((await dale.get('/account')).text(), /Keep it secret\. Do not tell anyone\./);
  await dale.post('/language', { to: 'cy', easyRead: 'off', back: '/account' }, '/account');
  const page = await dale.get('/account');
  assert.match(page.html, /<html lang="cy"/);
  assert.match(page.text(), /Dim ond chi ddylai ei wybod/);
  const again = await site.as('dale.mockup');
  assert.match((await again.get('/account')).html, /<html lang="cy"/);
});

test('a new passphrase takes effect, and every other device is signed out', async () => {
  const here = site.nobody();
  const elsewhere = site.nobody();
  await signIn(here, 'kit.button');
  await signIn(elsewhere, 'kit.button');
  const fields = { passphrase: old, newPassphrase: passphrase, again: passphrase };
  assert.equal((await here.post('/account/passphrase', fields)).location, '/account');
  assert.match((await here.get('/account')).text(), /Your passphrase is changed/);
  assert.equal((await elsewhere.get('/account')).status, 303);
  assert.equal((await signIn(site.nobody(), 'kit.button')).status, 422);
  assert.equal((await signIn(site.nobody(), 'kit.button', { passphrase })).status, 303);
});

const refused = [
  [{ passphrase: 'not the right words' }, /That is not your passphrase now/],
  [{ newPassphrase: 'short', again: 'short' }, /too short/],
  [{ newPassphrase: 'welcomewelcome1', again: 'welcomewelcome1' }, /many people use/],
  [{ newPassphrase: 'max spool max s', again: 'max spool max s' }, /your own name/],
  [{ again: 'something else here' }, /not the same/],
] as const;
for (const [change, reason] of refused) {
  test(`a change of passphrase is refused with its reason: ${reason.source}`, async () => {
    const max = await site.as('max.spool');
    const fields = { passphrase: old, newPassphrase: passphrase, again: passphrase, ...change };
    const seen = await max.post('/account/passphrase', fields);
    assert.equal(seen.status, 422);
    assert.match(seen.text(), reason);
    assert.doesNotMatch(seen.html, /seven quiet otters|nine calm herons/);
    await forgetTries();
    assert.equal((await signIn(site.nobody(), 'max.spool')).status, 303, 'the old one still works');
  });
}

test('the passphrase cannot be guessed from a screen left open', async () => {
  const sam = await site.as('sam.tinder');
  const fields = { newPassphrase: passphrase, again: passphrase };
  for (let i = 0; i < 3; i += 1)
    await sam.post('/account/passphrase', { ...fields, passphrase: `a wrong guess ${i}` });
  const waiting = await sam.post('/account/passphrase', { ...fields, passphrase: old });
  assert.match(waiting.text(), /Wait (one second|\d+ seconds)/);
  await forgetTries();
});

test('nor by many guesses at once', async () => {
  const sam = await site.as('sam.tinder');
  const fields = { newPassphrase: passphrase, again: passphrase };
  await sam.get('/account/passphrase');
  const guesses = Array.from({ length: 8 }, (_, at) => `a wrong guess ${at}`);
  const seen = await Promise.all(
    guesses.map(guess => sam.post('/account/passphrase', { ...fields, passphrase: guess })),
  );
  const tried = seen.filter(page => /That is not your passphrase now/.test(page.text()));
  assert.equal(tried.length, 3);
  await forgetTries();
});

test('a new passphrase is the end of a link by which another could be chosen', async () => {
  const ash = await site.as('ash.example');
  const token = 'a-link-that-was-left-on-the-ward';
  await asOwner(site.database.adminUrl, db =>
    sql`insert into people.invitation (token_hash, account_id, expires_at)
      select ${Buffer.from(hashOf(token), 'hex')}, id, now() + interval '7 days'
      from people.account where username = 'ash.example'`.execute(db),
  );
  assert.equal((await site.nobody().get(`/invitation/${token}`)).status, 200);
  const fields = { passphrase: old, newPassphrase: passphrase, again: passphrase };
  assert.equal((await ash.post('/account/passphrase', fields)).location, '/account');
  assert.equal((await site.nobody().get(`/invitation/${token}`)).status, 410);
});

test('signing out everywhere signs out here too', async () => {
  const here = await site.as('pat.ledger');
  const elsewhere = await site.as('pat.ledger');
  assert.equal((await here.post('/account/sign-out-everywhere', {}, '/account')).location, '/sign-in');
  assert.match((await here.get('/sign-in')).text(), /You are signed out on every device/);
  assert.equal((await here.get('/account')).status, 303);
  assert.equal((await elsewhere.get('/account')).status, 303);
});

test('a shared device is marked as one', async () => {
  const who = site.nobody();
  await signIn(who, 'fran.folio', { shared: 'yes' });
  assert.match((await who.get('/account')).text(), /this one shared/);
});

test('each of these changes is in the audit, without a word of what was typed', async () => {
  const rows = await asOwner(site.database.adminUrl, async db => {
    const asked = sql<{ event: string }>`select event, detail from audit.event where event like 'people.%'`;
    return (await asked.execute(db)).rows;
  });
  const events = new Set(rows.map(row => row.event));
  for (const event of ['people.passphrase.changed', 'people.session.signed-out-everywhere'])
    assert.ok(events.has(event), event);
  assert.doesNotMatch(JSON.stringify(rows), /otters|herons|Kit|Button/);
});

const beginnings = [
  ['admin.larkmoor', '/administration'],
  ['admin.system', '/administration'],
] as const;
for (const [username, path] of beginnings) {
  test(`${username} begins at ${path}`, async () => {
    assert.equal((await (await site.as(username)).get('/')).location, path);
  });
}

for (const path of ['/accessibility', '/privacy']) {
  test(`${path} can be read by anybody, in both languages`, async () => {
    const who = site.nobody();
    const english = await who.get(path);
    await who.post('/language', { to: 'cy', back: path }, path);
    const welsh = await who.get(path);
    assert.deepEqual([english.status, welsh.status], [200, 200]);
    assert.notEqual(english.text(), welsh.text());
    assert.match(welsh.html, /<html lang="cy"/);
    const ash = await site.as('ash.example');
    assert.match((await ash.get(path)).html, /ow-person/);
  });
}
