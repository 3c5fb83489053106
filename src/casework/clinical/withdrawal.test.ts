import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { aSite, type TestSite } from '../../../test/browser-without-browser.ts';
import { type Application, aLeaveApplication } from '../../../test/leave-applications.ts';
import { asOwner } from '../../platform/database/index.ts';
import { mhcsPaths } from '../mhcs/paths.ts';
import { personPaths } from '../person/paths.ts';
import { clinicalPaths as paths } from './paths.ts';

let site: TestSite;
before(async () => {
  site = await aSite();
});
after(() => site.close());

const withdraw = ({ clinician, id }: Application, because: string) =>
  clinician.post(paths.withdraw(id), { because }, paths.application(id));

test('a withdrawal says why: nothing, blanks and a page of text are asked for again with what was typed', async () => {
  const application = await aLeaveApplication(site).invited();
  for (const [typed, sentence] of [
    ['', /Write why the application is withdrawn/],
    [' \r\n ', /Write why the application is withdrawn/],
    ['Why? '.repeat(300), /Keep it to 1,000 characters/],
    ['a\u0000b', /cannot be kept|cannot be stored|character/],
  ] as const) {
    const again = await withdraw(application, typed);
    assert.equal(again.status, 422);
    assert.match(again.text(), sentence);
    assert.match(again.html, /<details[^>]* open>/);
  }
  assert.match((await withdraw(application, 'Why? '.repeat(300))).html, /Why\? Why\? Why\?/);
});

test('why it is withdrawn stands in the record, and the clinician, the ward, the person and the section read it', async () => {
  const application = await aLeaveApplication(site).submitted();
  const because = 'We want to try leave with staff first. <b>';
  assert.equal((await withdraw(application, ` ${because}\n`)).status, 303);
  const kept = await asOwner(site.database.adminUrl, db =>
    db
      .selectFrom('casework.document')
      .select(['state', 'withdrawn_because'])
      .where('id', '=', application.id)
      .executeTakeFirst(),
  );
  assert.deepEqual(kept, { state: 'withdrawn', withdrawn_because: because });
  const { id, clinician, person } = application;
  for (const [who, path] of [
    [clinician, paths.application(id)],
    [await site.as('jo.thimble'), paths.application(id)],
    [person, personPaths.application(id)],
    [await site.as('indy.marrow'), personPaths.application(id)],
    [await site.as('robin.quill'), mhcsPaths.application(id)],
  ] as const) {
    assert.match((await who.get(path)).text(), /We want to try leave with staff first\. <b>/, path);
  }
  const next = await aLeaveApplication(site).started();
  const again = await clinician.post(
    paths.withdraw(id),
    { because: 'Once more' },
    paths.application(next.id),
  );
  assert.equal(again.status, 409);
});

test('the database takes no withdrawal without a reason, and no reason without a withdrawal', async () => {
  const { id, clinician } = await aLeaveApplication(site).started();
  for (const change of [
    sql`update casework.document set state = 'withdrawn' where id = ${id}`,
    sql`update casework.document set state = 'withdrawn', withdrawn_because = ' ' where id = ${id}`,
    sql`update casework.document set withdrawn_because = 'Never' where id = ${id}`,
  ]) {
    await assert.rejects(
      clinician.transaction(tx => change.execute(tx.db)),
      { code: '23514' },
    );
  }
});

test('whoever works on an application is told that it was withdrawn, in a mail that says nothing', async () => {
  const application = await aLeaveApplication(site).submitted();
  const worker = await asOwner(site.database.adminUrl, async db => {
    const robin = await db
      .selectFrom('people.account')
      .where('username', '=', 'robin.quill')
      .select('id')
      .executeTakeFirstOrThrow();
    await sql`update casework.document set caseworker_id = ${robin.id} where id = ${application.id}`.execute(
      db,
    );
    return robin.id;
  });
  assert.equal((await withdraw(application, 'Another plan')).status, 303);
  const mails = await asOwner(site.database.adminUrl, db =>
    db
      .selectFrom('platform.mail')
      .where('to_account_id', '=', worker)
      .select(['subject', 'path'])
      .orderBy('id')
      .execute(),
  );
  assert.deepEqual(mails.at(-1), { subject: 'mail.something', path: mhcsPaths.application(application.id) });
});
