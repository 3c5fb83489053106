import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { aSite, type TestSite } from '../../test/browser-without-browser.ts';
import { buildApp } from '../app.ts';
import { asOwner } from '../platform/database/index.ts';

let site: TestSite;
before(async () => {
  site = await aSite();
});
after(() => site.close());

/** Queues a mail to an account as a room would. */
function write(username: string, subject: string, path: string): Promise<unknown> {
  return asOwner(site.database.adminUrl, db =>
    sql`select platform.queue_mail(id, ${subject}, ${path}) from people.account where username = ${username}`.execute(
      db,
    ),
  );
}

test('an empty outbox says that it is empty', async () => {
  const page = await site.nobody().get('/outbox');
  assert.equal(page.status, 200);
  assert.match(page.text(), /No mail has been written yet/);
});

test('a mail can be read as it would arrive, and its link works', async () => {
  await write('dr.vale', 'mail.askAgain', '/sign-in');
  const list = await site.nobody().get('/outbox');
  const [, href = ''] = /href="(\/outbox\/\d+)"/.exec(list.html) ?? [];
  const mail = await site.nobody().get(href);
  assert.match(mail.text(), /It is time to ask again in Ownwords/);
  assert.match(mail.text(), /Dr Morgan Vale/);
  const [, link = ''] = /class="govuk-button" href="([^"]+)"/.exec(mail.html) ?? [];
  assert.equal((await site.nobody().get(link)).status, 200);
});

test('a mail is written in the language of its reader', async () => {
  await write('bryn.sample', 'mail.something', '/my');
  assert.match((await site.nobody().get('/outbox')).html, /lang="cy">Mae rhywbeth i chi yn Ownwords/);
});

test('a mail that does not exist is not found', async () => {
  assert.equal((await site.nobody().get('/outbox/999999')).status, 404);
});

test('outside a demonstration there is no outbox', async () => {
  const secret = 'another-secret-that-is-long-enough-to-use';
  const real = await buildApp({ pools: site.database.pools, secret, demonstration: false });
  assert.equal((await real.inject({ url: '/outbox' })).statusCode, 404);
  await real.close();
});

test('a database that is no demonstration gives its mail to no page', async () => {
  await asOwner(site.database.adminUrl, db =>
    db.updateTable('platform.setting').set({ value: 'false' }).where('key', '=', 'demonstration').execute(),
  );
  assert.match((await site.nobody().get('/outbox')).text(), /No mail has been written yet/);
});
