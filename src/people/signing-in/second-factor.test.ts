import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { aSite, type TestSite } from '../../../test/browser-without-browser.ts';
import { codeFrom, codeOf, keyOn, nextCode, signIn, withSecondFactor } from '../../../test/signing-in.ts';
import { asOwner } from '../../platform/database/index.ts';

let site: TestSite;
before(async () => {
  site = await aSite();
});
after(() => site.close());

async function forgetTries(): Promise<void> {
  await asOwner(site.database.adminUrl, db => sql`delete from people.sign_in_attempt`.execute(db));
}

for (const username of ['robin.quill', 'lee.warrant', 'ada.tally', 'admin.larkmoor', 'admin.system']) {
  test(`${username} must set up a second lock, and sees nothing else before`, async () => {
    const who = site.nobody();
    const seen = await signIn(who, username, { next: '/account' });
    assert.equal(seen.location, '/sign-in/second-factor?next=%2Faccount');
    for (const path of ['/', '/account', '/administration', '/administration/units'])
      assert.match((await who.get(path)).location ?? '', /^\/sign-in\/code/, path);
    assert.match((await who.get('/sign-in/code')).location ?? '', /^\/sign-in\/second-factor/);
    const rows = await who.transaction(tx => tx.db.selectFrom('people.account').select('id').execute());
    assert.deepEqual(rows, []);
  });
}

for (const username of ['dr.vale', 'ash.example', 'jo.thimble', 'vic.lantern']) {
  test(`${username} needs no second lock`, async () => {
    assert.equal((await signIn(site.nobody(), username)).location, '/');
  });
}

test('setting up shows a picture that the page may show, a key in groups of four, and ten codes once', async () => {
  const who = site.nobody();
  await signIn(who, 'sky.inkwell', { next: '/account' });
  const page = await who.get('/sign-in/second-factor?next=%2Faccount');
  assert.match(page.html, /<img class="ow-qr" src="data:image\/svg\+xml;base64,[\w+/=]+"/);
  assert.match(String(page.headers['content-security-policy']), /img-src 'self' data:/);
  assert.match(page.html, /<code class="ow-code">([A-Z2-7]{4} ){7}[A-Z2-7]{4}<\/code>/);
  assert.equal(keyOn(await who.get('/sign-in/second-factor')), keyOn(page), 'a second look is the same key');
  const before = who.cookies.get('__Host-ownwords');
  const done = await who.post(
    '/sign-in/second-factor',
    { code: codeFrom(page, site), next: '/account' },
    '/sign-in/second-factor',
  );
  assert.equal(done.status, 200);
  assert.equal(done.html.match(/<li><code>/g)?.length, 10);
  assert.notEqual(who.cookies.get('__Host-ownwords'), before, 'the session has a new token');
  const onward = await who.post('/sign-in/resume', { next: '/account' }, '/account');
  assert.equal(onward.location, '/account');
  assert.doesNotMatch((await who.get('/account')).html, /<li><code>/);
});

test('a wrong first code sets nothing up, and shows the same key again', async () => {
  const who = site.nobody();
  await signIn(who, 'bay.notary');
  const page = await who.get('/sign-in/second-factor');
  const wrong = await who.post('/sign-in/second-factor', { code: '000000' });
  assert.equal(wrong.status, 422);
  assert.match(wrong.text(), /That code is not right/);
  assert.equal(keyOn(wrong), keyOn(page));
  assert.match((await who.get('/account')).location ?? '', /^\/sign-in\/code/);
  await forgetTries();
});

test('the next time a code is asked for, and each code is good once', async () => {
  const { key } = await withSecondFactor(site, 'drew.sealing');
  const who = site.nobody();
  assert.equal((await signIn(who, 'drew.sealing')).location, '/sign-in/code');
  const used = await who.post('/sign-in/code', { code: codeOf(key, site) });
  assert.equal(used.status, 422, 'the code with which it was set up');
  nextCode(site);
  const code = codeOf(key, site);
  const half = who.cookies.get('__Host-ownwords');
  assert.equal((await who.post('/sign-in/code', { code })).location, '/');
  assert.notEqual(who.cookies.get('__Host-ownwords'), half);
  assert.equal((await who.get('/account')).status, 200);
  const again = site.nobody();
  await signIn(again, 'drew.sealing');
  assert.equal((await again.post('/sign-in/code', { code })).status, 422);
  await forgetTries();
});

test('wrong codes have to wait longer and longer, and signing in again wins no fresh tries', async () => {
  const { key } = await withSecondFactor(site, 'lee.warrant');
  nextCode(site);
  const who = site.nobody();
  await signIn(who, 'lee.warrant');
  for (let i = 0; i < 3; i += 1) await who.post('/sign-in/code', { code: '000000' });
  const waiting = await who.post('/sign-in/code', { code: codeOf(key, site) });
  assert.equal(waiting.status, 429);
  assert.match(waiting.text(), /Wait (one second|\d+ seconds)/);
  assert.equal((await signIn(site.nobody(), 'lee.warrant')).status, 429);
  await forgetTries();
  assert.equal((await who.post('/sign-in/code', { code: codeOf(key, site) })).status, 303);
});

test('a recovery code signs in once and says how many are left', async () => {
  const { codes } = await withSecondFactor(site, 'nat.charter');
  const who = site.nobody();
  await signIn(who, 'nat.charter');
  const code = codes[3]?.toUpperCase().replaceAll('-', ' ') ?? '';
  assert.equal((await who.post('/sign-in/recovery-code', { code })).location, '/');
  assert.match((await who.get('/account')).text(), /9 recovery codes/);
  const again = site.nobody();
  await signIn(again, 'nat.charter');
  const used = await again.post('/sign-in/recovery-code', { code });
  assert.equal(used.status, 422);
  assert.match(used.text(), /That recovery code is not right, or it was used before/);
  await forgetTries();
});

test('a recovery code of somebody else is worth nothing', async () => {
  const { codes } = await withSecondFactor(site, 'ezra.watch');
  await withSecondFactor(site, 'ada.tally');
  const who = site.nobody();
  await signIn(who, 'ada.tally');
  assert.equal((await who.post('/sign-in/recovery-code', { code: codes[0] ?? '' })).status, 422);
  await forgetTries();
});

test('without a session there is no code to give', async () => {
  const who = site.nobody();
  for (const path of ['/sign-in/code', '/sign-in/recovery-code', '/sign-in/second-factor']) {
    assert.equal((await who.get(path)).location, '/sign-in');
    assert.equal((await who.post(path, { code: '123456' }, '/sign-in')).location, '/sign-in');
  }
});

test('the secret stands in the database sealed, and recovery codes as hashes', async () => {
  const { key, codes } = await withSecondFactor(site, 'admin.system');
  const kept = await asOwner(site.database.adminUrl, async db => {
    const asked = sql<{ kept: string }>`select concat(
      (select string_agg(encode(coalesce(totp_secret, ''), 'escape'), ' ') from people.credential),
      (select string_agg(encode(code_hash, 'escape'), ' ') from people.recovery_code)) as kept`;
    return (await asked.execute(db)).rows[0]?.kept ?? '';
  });
  assert.ok(kept.length > 100);
  for (const secret of [key, ...codes]) assert.ok(!kept.includes(secret));
});

test('somebody who need not may add a second lock, with the passphrase once more', async () => {
  const who = site.nobody();
  await signIn(who, 'dr.finch');
  const wrong = await who.post('/account/second-factor', {
    passphrase: 'not the right words',
    want: 'phone',
  });
  assert.equal(wrong.status, 422);
  assert.equal((await who.get('/sign-in/second-factor')).location, '/account', 'nothing was begun');
  const begun = await who.post('/account/second-factor', {
    passphrase: 'nine calm herons at dawn',
    want: 'phone',
  });
  assert.equal(begun.location, '/sign-in/second-factor?next=%2Faccount');
  const page = await who.get('/sign-in/second-factor');
  assert.equal((await who.post('/sign-in/second-factor', { code: codeFrom(page, site) })).status, 200);
  assert.equal((await signIn(site.nobody(), 'dr.finch')).location, '/sign-in/code');
});

test('a new phone does not take the place of the old one before it has given a code', async () => {
  const { who, key } = await withSecondFactor(site, 'admin.larkmoor');
  await who.post('/account/second-factor', { passphrase: 'nine calm herons at dawn', want: 'phone' });
  nextCode(site);
  const other = site.nobody();
  await signIn(other, 'admin.larkmoor');
  assert.equal((await other.post('/sign-in/code', { code: codeOf(key, site) })).status, 303);
});

test('a key that was asked for on one screen is neither shown nor set up on another that was left open', async () => {
  const [here, left] = [site.nobody(), site.nobody()];
  await signIn(here, 'pat.ledger');
  await signIn(left, 'pat.ledger');
  await here.post('/account/second-factor', { passphrase: 'nine calm herons at dawn', want: 'phone' });
  assert.equal((await left.get('/sign-in/second-factor')).location, '/account');
  const page = await here.get('/sign-in/second-factor');
  const tried = await left.post('/sign-in/second-factor', { code: codeFrom(page, site) }, '/account');
  assert.equal(tried.location, '/sign-in');
  assert.equal((await left.get('/account')).status, 200);
  assert.equal((await here.post('/sign-in/second-factor', { code: codeFrom(page, site) })).status, 200);
  assert.equal((await left.get('/account')).status, 303, 'who came in with less signs in again');
  assert.equal((await here.get('/account')).status, 200);
});

test('who came in before a role began that needs a second lock signs in again on that day', async () => {
  const begins = (days: number) =>
    asOwner(site.database.adminUrl, db =>
      sql`with who as (update people.account set demonstration = false where username = 'bay.notary' returning id)
        update people.membership m set from_on = access.today() + ${days}::integer from who where m.account_id = who.id`.execute(
        db,
      ),
    );
  await begins(1);
  const who = site.nobody();
  assert.equal((await signIn(who, 'bay.notary')).location, '/');
  assert.equal((await who.get('/account')).status, 200);
  await begins(0);
  assert.equal((await who.get('/account')).location, '/sign-in?next=%2Faccount');
  assert.equal((await signIn(who, 'bay.notary')).location, '/sign-in/second-factor');
});
