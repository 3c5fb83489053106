import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { aSite, type Seen, type TestSite } from '../../../test/browser-without-browser.ts';
import { signIn } from '../../../test/signing-in.ts';
import { demonstrationPassphrase } from '../../demonstration/load-small-world.ts';
import { asOwner } from '../../platform/database/index.ts';

let site: TestSite;
before(async () => {
  site = await aSite();
});
after(() => site.close());

/** Time passes for the database: every failed try and every session is older by so much. */
async function later(interval: string): Promise<void> {
  await asOwner(site.database.adminUrl, async db => {
    await sql`update people.sign_in_attempt set at = at - ${interval}::interval`.execute(db);
    await sql`update people.session set seen_at = seen_at - ${interval}::interval, ends_at = ends_at - ${interval}::interval`.execute(
      db,
    );
  });
}

/** The page without what differs from one time to the next: keys, nonces, and what was typed. */
function likeness(page: Seen, typed: string): string {
  return page.html
    .replace(/(name="_(csrf|once)" value=|nonce=)"[^"]*"/g, '$1""')
    .replace(`type="text" value="${typed}"`, 'type="text" value="TYPED"');
}

for (const login of ['dr.vale', 'DR.VALE', ' dr.vale ', 'dr.vale@example.invalid']) {
  test(`“${login}” signs in with the right passphrase`, async () => {
    const who = site.nobody();
    const seen = await signIn(who, login);
    assert.deepEqual([seen.status, seen.location], [303, '/']);
    assert.equal((await who.get('/account')).status, 200);
  });
}

test('a login that nobody has and a wrong passphrase are the same page and the same status', async () => {
  const known = await signIn(site.nobody(), 'jo.thimble', { passphrase: 'not the right words' });
  const unknown = await signIn(site.nobody(), 'jo.nobody', { passphrase: 'not the right words' });
  assert.equal(known.status, 422);
  assert.equal(unknown.status, 422);
  assert.equal(likeness(known, 'jo.thimble'), likeness(unknown, 'jo.nobody'));
  assert.match(known.text(), /The username or the passphrase is not right/);
});

test('an account that was invited and has no passphrase yet looks like one that nobody has', async () => {
  await asOwner(site.database.adminUrl, db =>
    sql`insert into people.account (username, display_name) values ('new.comer', 'New Comer')`.execute(db),
  );
  const seen = await signIn(site.nobody(), 'new.comer', { passphrase: '' });
  assert.equal(seen.status, 422);
  const tried = await signIn(site.nobody(), 'new.comer', { passphrase: 'not the right words' });
  assert.equal(tried.status, 422);
});

test('the time that an unknown login takes is the time of a known one', async () => {
  const time = async (login: string) => {
    const who = site.nobody();
    const start = performance.now();
    await signIn(who, login, { passphrase: 'not the right words' });
    const took = performance.now() - start;
    await asOwner(site.database.adminUrl, db => sql`delete from people.sign_in_attempt`.execute(db));
    return took;
  };
  // By turns, and the quickest of each, so that a machine that is busy for a while slows neither down alone.
  let [known, unknown] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let i = 0; i < 7; i += 1) {
    known = Math.min(known, await time('kit.button'));
    unknown = Math.min(unknown, await time('kit.nobody'));
  }
  // A hash takes some 20 milliseconds; leaving it out would more than halve the time.
  assert.ok(unknown > known / 2 && unknown < known * 2, `${known} against ${unknown}`);
});

test('after three wrong tries the page says how many seconds to wait, and then lets the right one in', async () => {
  const who = site.nobody();
  for (let i = 0; i < 3; i += 1) await signIn(who, 'sam.tinder', { passphrase: 'not the right words' });
  const waiting = await signIn(who, 'sam.tinder');
  assert.equal(waiting.status, 429);
  assert.match(waiting.text(), /Wait (one second|\d+ seconds), then try again/);
  await later('3 seconds');
  assert.equal((await signIn(who, 'sam.tinder')).status, 303);
});

test('a login that nobody has must wait just the same', async () => {
  for (let i = 0; i < 3; i += 1) await signIn(site.nobody(), 'no.one', { passphrase: 'not right at all' });
  assert.equal((await signIn(site.nobody(), 'no.one')).status, 429);
});

test('tries at one login do not shut out another', async () => {
  for (let i = 0; i < 4; i += 1) await signIn(site.nobody(), 'pat.ledger', { passphrase: 'not right' });
  assert.equal((await signIn(site.nobody(), 'fran.folio')).status, 303);
});

test('what was typed comes back after an error, but never the passphrase', async () => {
  const seen = await signIn(site.nobody(), 'max.spool', { passphrase: 'secret words here', shared: 'yes' });
  assert.match(seen.html, /value="max\.spool"/);
  assert.match(seen.html, /name="shared"[^>]* checked/);
  assert.doesNotMatch(seen.html, /secret words here/);
});

test('after signing in one is where one wanted to go, and never outside this site', async () => {
  const seen = await signIn(site.nobody(), 'dr.finch', { next: '/account?x=1' });
  assert.equal(seen.location, '/account?x=1');
  for (const next of ['//evil.example', 'https://evil.example', '/\\evil.example']) {
    assert.equal((await signIn(site.nobody(), 'dr.finch', { next })).location, '/');
  }
  const asked = await site.nobody().get('/sign-in?next=%2Faccount');
  assert.match(asked.html, /name="next" value="\/account"/);
});

test('a page that needs signing in comes back to itself afterwards', async () => {
  const seen = await site.nobody().get('/account/passphrase');
  assert.equal(seen.location, '/sign-in?next=%2Faccount%2Fpassphrase');
});

test('on a shared device the session ends after 15 minutes without a click, elsewhere after 30', async () => {
  const shared = site.nobody();
  const own = site.nobody();
  await signIn(shared, 'ola.fable', { shared: 'yes' });
  await signIn(own, 'ola.fable');
  await later('16 minutes');
  assert.equal((await shared.get('/account')).status, 303);
  assert.equal((await own.get('/account')).status, 200);
  await later('31 minutes');
  assert.equal((await own.get('/account')).status, 303);
});

test('signing in as somebody else ends the session that this browser had', async () => {
  const who = site.nobody();
  await signIn(who, 'dr.vale');
  const before = new Map(who.cookies);
  await signIn(who, 'indy.marrow');
  const old = site.nobody();
  for (const [name, value] of before) old.cookies.set(name, value);
  assert.equal((await old.get('/account')).status, 303);
  assert.match((await who.get('/account')).text(), /Indy Marrow/);
});

test('signing out ends the session on the server too', async () => {
  const who = site.nobody();
  await signIn(who, 'dr.vale');
  const stolen = site.nobody();
  for (const [name, value] of who.cookies) stolen.cookies.set(name, value);
  assert.equal((await who.post('/sign-out', {}, '/account')).location, '/sign-in');
  assert.equal((await stolen.get('/account')).status, 303);
});

test('somebody of MHCS whose session has ended signs in again from the same browser', async () => {
  const who = await site.as('robin.quill');
  await later('31 minutes');
  const seen = await signIn(who, 'drew.sealing');
  assert.equal(seen.location, '/sign-in/second-factor');
});

test('the demonstration shows its accounts by what they do, and its passphrase', async () => {
  const seen = await site.nobody().get('/sign-in');
  for (const group of [
    'Patients',
    'At the hospital',
    'Helping and consulted',
    'Mental Health Casework Section',
    'Administration',
  ])
    assert.match(seen.html, new RegExp(`<h3[^>]*>${group}</h3>`));
  assert.match(seen.html, /value="ash\.example"/);
  assert.ok(seen.text().includes(demonstrationPassphrase));
});

test('the sign-in page is there in Welsh', async () => {
  const who = site.nobody();
  await who.post('/language', { to: 'cy', back: '/sign-in' }, '/sign-in');
  const seen = await who.get('/sign-in');
  assert.match(seen.html, /<html lang="cy"/);
  assert.match(seen.text(), /Enw defnyddiwr neu e-bost/);
});

test('one click signs in to no account but those of the demonstration, and only in a demonstration', async () => {
  await asOwner(site.database.adminUrl, db =>
    sql`update people.account set demonstration = false where username = 'cam.turnstile'`.execute(db),
  );
  const real = await site.nobody().post('/sign-in/demonstration', { username: 'cam.turnstile' }, '/sign-in');
  assert.equal(real.status, 422);
  await asOwner(site.database.adminUrl, db =>
    sql`update platform.setting set value = 'false' where key = 'demonstration'`.execute(db),
  );
  const off = await site.nobody().post('/sign-in/demonstration', { username: 'dr.vale' }, '/sign-in');
  assert.equal(off.status, 422);
  assert.doesNotMatch((await site.nobody().get('/sign-in')).html, /value="ash\.example"/);
  await asOwner(site.database.adminUrl, db =>
    sql`update platform.setting set value = 'true' where key = 'demonstration'`.execute(db),
  );
});

test('who signed in is in the audit, and what was typed is not', async () => {
  const rows = await asOwner(site.database.adminUrl, async db => {
    const asked = sql<{ event: string; detail: object }>`select event, detail from audit.event
      where event like 'people.session.%'`;
    return (await asked.execute(db)).rows;
  });
  assert.ok(rows.some(row => row.event === 'people.session.signed-in'));
  assert.doesNotMatch(JSON.stringify(rows), /herons|thimble|example/);
});
