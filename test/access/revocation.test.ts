import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { clinicalPaths } from '../../src/casework/clinical/paths.ts';
import { personPaths } from '../../src/casework/person/paths.ts';
import { asOwner } from '../../src/platform/database/index.ts';
import { voicePaths } from '../../src/voice/index.ts';
import { aSite, hiddenValue, type Seen, type TestSite, type Visitor } from '../browser-without-browser.ts';
import { cookieOf } from './forgetful.ts';
import { type FullHouse, fullHouse } from './full-house.ts';

/** What is taken away is gone at the next request, and a tab that was open before sends nothing any more. */

let site: TestSite;
let house: FullHouse;
before(async () => {
  site = await aSite();
  house = await fullHouse(site);
});
after(() => site.close());

const owner = (statement: string) => asOwner(site.database.adminUrl, db => sql.raw(statement).execute(db));

/** Ends somebody's place in the story's case from today on. */
const leavesCase = (username: string) =>
  owner(`update people.circle set until_on = access.today() where case_id = ${house.here.caseId}
    and account_id = (select id from people.account where username = '${username}')`);

/** Sends a form from a page that was opened earlier, with the keys that stood in it then. */
async function sendFrom(
  tab: Seen,
  visitor: Visitor,
  path: string,
  fields: Record<string, string>,
): Promise<Seen> {
  const hidden = {
    _csrf: hiddenValue(tab.html, '_csrf'),
    _once: hiddenValue(tab.html, '_once') || randomUUID(),
  };
  const response = await site.app.inject({
    ...{ method: 'POST', url: path, payload: new URLSearchParams({ ...hidden, ...fields }).toString() },
    headers: { cookie: cookieOf(visitor), 'content-type': 'application/x-www-form-urlencoded' },
  });
  const { statusCode: status, body: html, headers } = response;
  return { status, html, headers, location: headers.location?.toString(), text: () => html };
}

const countOf = async (table: string): Promise<number> => {
  const { rows } = await asOwner(site.database.adminUrl, db =>
    sql<{ n: number }>`select count(*) as n from ${sql.table(table)}`.execute(db),
  );
  return rows[0]?.n ?? -1;
};

test('an advocate who leaves the case finds it gone, and the comment in an open tab is not kept', async () => {
  const advocate = await site.as('indy.marrow');
  const { here } = house;
  const page = voicePaths.comment(here.occasionId, here.statementId ?? 0);
  const tab = await advocate.get(page);
  assert.equal(tab.status, 200);
  const before = await countOf('voice.comment');
  await leavesCase('indy.marrow');
  assert.equal(
    (await sendFrom(tab, advocate, page, { text: 'Too late.', comment: 'Too late.' })).status,
    404,
  );
  assert.equal(await countOf('voice.comment'), before);
  assert.equal((await advocate.get(personPaths.application(here.id))).status, 404);
  assert.doesNotMatch((await advocate.get(personPaths.helped())).text(), /Ash/);
});

test('an officer who is no longer consulted finds the question gone, and the person and the notes once they leave the victim side', async () => {
  const officer = await site.as('vic.lantern');
  const mine = /href="(\/consultations\/\d+)"/.exec(
    (await officer.get(clinicalPaths.myConsultations())).html,
  );
  const question = mine?.[1] ?? '';
  assert.equal((await officer.get(question)).status, 200);
  await leavesCase('vic.lantern');
  assert.equal((await officer.get(question)).status, 404);
  const notes = `/liaison/${house.here.caseId}`;
  assert.equal((await officer.get(notes)).status, 200);
  // The last officer of a registered victim may not leave by themselves.
  await owner('alter table victim.liaison disable trigger may_stand');
  await owner('update victim.liaison set until_on = access.today()');
  await owner('alter table victim.liaison enable trigger may_stand');
  assert.equal((await officer.get(notes)).status, 404);
  const rows = await officer.transaction(tx =>
    tx.db.selectFrom('casework.consultation').select('id').execute(),
  );
  assert.deepEqual(rows, []);
});

test('a nurse whose place on the ward ends finds its patients gone, and an open section is not saved', async () => {
  const nurse = await site.as('jo.thimble');
  const section = clinicalPaths.section(house.next.id, '3b');
  const tab = await nurse.get(section);
  assert.equal(tab.status, 200);
  await owner(`update people.membership set until_on = access.today()
    where account_id = (select id from people.account where username = 'jo.thimble')`);
  const sent = await sendFrom(tab, nurse, section, { purpose: 'Changed by somebody who has left.' });
  assert.equal(sent.status, 404);
  assert.equal((await nurse.get(section)).status, 404);
  const kept = await asOwner(site.database.adminUrl, db =>
    db.selectFrom('casework.open_answers').selectAll().execute(),
  );
  assert.equal(JSON.stringify(kept).includes('somebody who has left'), false);
});

test('a caseworker whose role ends decides nothing more, though the session is still open', async () => {
  const caseworker = await site.as('robin.quill');
  assert.equal((await caseworker.get('/mhcs/worklist')).status, 200);
  await owner(`update people.membership set until_on = access.today()
    where account_id = (select id from people.account where username = 'robin.quill')`);
  assert.equal((await caseworker.get('/mhcs/worklist')).status, 404);
  const cases = await caseworker.transaction(tx => tx.db.selectFrom('people.case').select('id').execute());
  assert.deepEqual(cases, []);
});

test('somebody whose account ends is signed out at the next request', async () => {
  const clinician = await site.as('dr.vale');
  const tab = await clinician.get(clinicalPaths.application(house.next.id));
  assert.equal(tab.status, 200);
  await owner(`update people.account set ended_on = access.today() where username = 'dr.vale'`);
  assert.match((await clinician.get(clinicalPaths.patients())).location ?? '', /^\/sign-in/);
  const sent = await sendFrom(tab, clinician, clinicalPaths.withdraw(house.next.id), {});
  assert.equal(sent.status, 401);
});

test('a case that is closed to the section while somebody works on it is gone for them', async () => {
  const manager = await site.as('drew.sealing');
  const path = `/mhcs/documents/${house.elsewhere.id}`;
  assert.equal((await manager.get(path)).status, 200);
  await owner(`update people.case set readers = 'circle' where id = ${house.elsewhere.caseId}`);
  assert.equal((await manager.get(path)).status, 404);
});
