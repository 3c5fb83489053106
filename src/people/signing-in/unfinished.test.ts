import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { decodeHTML } from 'entities';
import { sql } from 'kysely';
import {
  aSite,
  hiddenValue,
  type Seen,
  type TestSite,
  type Visitor,
} from '../../../test/browser-without-browser.ts';
import { codeOf, nextCode, signIn, withSecondFactor } from '../../../test/signing-in.ts';
import { asOwner } from '../../platform/database/index.ts';

let site: TestSite;
let ward = 0;
before(async () => {
  site = await aSite();
  ward = await idOf('Heron Ward');
});
after(() => site.close());

const words =
  'Line one\r\n  <b>two</b> & "three" \u2019 \u{1F600}\r\n\u05e9\u05dc\u05d5\u05dd \u202e\r\n\r\n{{7*7}} O\u2019Brien \u0175';

async function idOf(unit: string): Promise<number> {
  return asOwner(site.database.adminUrl, async db => {
    const row = db.selectFrom('people.unit').select('id').where('name', '=', unit);
    return (await row.executeTakeFirstOrThrow()).id;
  });
}

async function nameOf(unit: number): Promise<string> {
  return asOwner(site.database.adminUrl, async db => {
    const row = db.selectFrom('people.unit').select('name').where('id', '=', unit);
    return (await row.executeTakeFirstOrThrow()).name;
  });
}

async function everySessionExpires(): Promise<void> {
  await asOwner(site.database.adminUrl, db =>
    sql`update people.session set seen_at = seen_at - interval '31 minutes'`.execute(db),
  );
}

/** A form that is open while its session ends: keys of the page, sent later. */
async function openForm(who: Visitor): Promise<(fields: Record<string, string>) => Promise<Seen>> {
  const page = await who.get(`/administration/units/${ward}`);
  const keys = { _csrf: hiddenValue(page.html, '_csrf'), _once: hiddenValue(page.html, '_once') };
  return fields => send(who, `/administration/units/${ward}`, { ...keys, ...fields });
}

async function send(who: Visitor, path: string, fields: Record<string, string>): Promise<Seen> {
  const cookie = [...who.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const response = await site.app.inject({
    method: 'POST',
    url: path,
    payload: new URLSearchParams(fields).toString(),
    headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
  });
  for (const set of response.cookies) who.cookies.set(set.name, set.value);
  const { statusCode: status, body: html, headers } = response;
  return { status, html, headers, location: headers.location?.toString(), text: () => html };
}

/** The hidden fields of the page that brings a form back, as a browser would read and send them. */
function keptFields(page: Seen): Record<string, string> {
  const form = page.html.slice(page.html.indexOf('<main'));
  const inputs = [...form.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g)];
  return Object.fromEntries(inputs.map(([, name = '', value = '']) => [decodeHTML(name), decodeHTML(value)]));
}

test('what was typed when the session ended comes back exactly, and can be sent', async () => {
  const who = await site.as('admin.larkmoor');
  const form = await openForm(who);
  await everySessionExpires();
  const lost = await form({ name: words, extra: 'one more' });
  assert.equal(lost.status, 401);
  assert.match(lost.html, /What you typed is kept/);
  assert.ok(!lost.html.includes('Line one'), 'it travels sealed');
  assert.equal(await nameOf(ward), 'Heron Ward');
  const unfinished = hiddenValue(lost.html, 'unfinished');
  const back = await who.post(
    '/sign-in/demonstration',
    { username: 'admin.larkmoor', unfinished },
    '/sign-in',
  );
  assert.match(back.html, /What you typed is still here/);
  const { _csrf, _once, ...kept } = keptFields(back);
  assert.deepEqual(kept, { name: words, extra: 'one more' });
  assert.match(back.html, new RegExp(`<form method="post" action="/administration/units/${ward}">`));
  const sent = await send(who, `/administration/units/${ward}`, {
    _csrf: _csrf ?? '',
    _once: _once ?? '',
    name: 'Heron House',
  });
  assert.equal(sent.location, `/administration/units/${ward}`);
  assert.equal(await nameOf(ward), 'Heron House');
});

test('it comes back after the second lock too', async () => {
  const { who, key } = await withSecondFactor(site, 'admin.larkmoor');
  const form = await openForm(who);
  await everySessionExpires();
  const lost = await form({ name: 'Heron Lodge and more' });
  const unfinished = hiddenValue(lost.html, 'unfinished');
  const code = await signIn(who, 'admin.larkmoor', { unfinished });
  assert.match(code.text(), /What you typed before is still kept/);
  const carried = hiddenValue(code.html, 'unfinished');
  const wrong = await who.post('/sign-in/code', { code: '000000', unfinished: carried });
  assert.equal(wrong.status, 422);
  nextCode(site);
  const back = await who.post('/sign-in/code', {
    code: codeOf(key, site),
    unfinished: hiddenValue(wrong.html, 'unfinished'),
  });
  assert.match(back.html, /What you typed is still here/);
  assert.equal(keptFields(back).name, 'Heron Lodge and more');
});

test('somebody else at the same device never sees it', async () => {
  const who = await site.as('admin.larkmoor');
  const form = await openForm(who);
  await everySessionExpires();
  const unfinished = hiddenValue((await form({ name: 'A secret of mine' })).html, 'unfinished');
  for (const username of ['admin.system', 'dr.vale', 'ash.example']) {
    const other = await who.post('/sign-in/demonstration', { username, unfinished }, '/sign-in');
    assert.equal(other.status, 303, username);
    assert.ok(!other.html.includes('secret of mine'));
    const later = await who.post('/sign-in/resume', { unfinished }, '/account');
    assert.equal(later.status, 303, username);
  }
});

test('one that was altered, made up or is half a day old is ignored', async () => {
  const who = await site.as('admin.larkmoor');
  const form = await openForm(who);
  await everySessionExpires();
  const unfinished = hiddenValue((await form({ name: 'Mine' })).html, 'unfinished');
  const turned = unfinished.startsWith('A') ? 'B' : 'A';
  const bad = [
    `${turned}${unfinished.slice(1)}`,
    unfinished.slice(0, -4),
    'x',
    '{}',
    'AAAA'.repeat(2000),
    '\0',
  ];
  for (const altered of bad) {
    const seen = await who.post(
      '/sign-in/demonstration',
      { username: 'admin.larkmoor', unfinished: altered },
      '/sign-in',
    );
    assert.equal(seen.status, 303, altered.slice(0, 20));
  }
  site.clock.moveBy({ hours: 13 });
  const old = await who.post('/sign-in/resume', { unfinished }, '/account');
  assert.equal(old.status, 303);
  site.clock.moveBy({ hours: -13 });
});

test('a page left open while its reader signs in again in another tab still sends its form', async () => {
  const who = await site.as('admin.larkmoor');
  const form = await openForm(who);
  await everySessionExpires();
  await who.post('/sign-in/demonstration', { username: 'admin.larkmoor' }, '/sign-in');
  const sent = await form({ name: 'Heron Corner' });
  assert.equal(sent.status, 303);
  assert.equal(await nameOf(ward), 'Heron Corner');
});

test('a page left open by somebody else sends nothing in the name of whoever signed in after them', async () => {
  const who = await site.as('admin.larkmoor');
  const form = await openForm(who);
  await who.post('/sign-in/demonstration', { username: 'admin.system' }, '/sign-in');
  const sent = await form({ name: 'Not my words' });
  assert.equal(sent.status, 403);
  assert.equal(await nameOf(ward), 'Heron Corner');
});

test('a page left open after signing out brings its form back to the same person', async () => {
  const who = await site.as('admin.larkmoor');
  const form = await openForm(who);
  await who.post('/sign-out', {}, '/account');
  const lost = await form({ name: 'Typed after signing out' });
  assert.equal(lost.status, 401);
  const unfinished = hiddenValue(lost.html, 'unfinished');
  const back = await who.post(
    '/sign-in/demonstration',
    { username: 'admin.larkmoor', unfinished },
    '/sign-in',
  );
  assert.equal(keptFields(back).name, 'Typed after signing out');
});

test('a passphrase that was typed when the session had ended is not kept', async () => {
  const who = await site.as('dr.vale');
  const page = await who.get('/account/passphrase');
  await everySessionExpires();
  const lost = await send(who, '/account/passphrase', {
    _csrf: hiddenValue(page.html, '_csrf'),
    passphrase: 'nine calm herons at dawn',
  });
  assert.equal(lost.location, '/sign-in?next=%2Faccount%2Fpassphrase');
});

test('a form that another site sends is refused, whatever it holds', async () => {
  const who = await site.as('admin.larkmoor');
  const page = await who.get(`/administration/units/${ward}`);
  const cookie = [...who.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  for (const from of ['cross-site', 'same-site']) {
    const response = await site.app.inject({
      method: 'POST',
      url: `/administration/units/${ward}`,
      payload: new URLSearchParams({ _csrf: hiddenValue(page.html, '_csrf'), name: 'Theirs' }).toString(),
      headers: { cookie, 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': from },
    });
    assert.equal(response.statusCode, 403);
  }
});
