import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { aSite, type TestSite, type Visitor } from '../../../../test/browser-without-browser.ts';
import { dayBoxes, testDay, written } from '../../../../test/days.ts';
import { type Application, aLeaveApplication } from '../../../../test/leave-applications.ts';
import { asOwner } from '../../../platform/database/index.ts';
import { voicePaths } from '../../../voice/index.ts';
import { ownPaths } from '../../own/index.ts';
import { personPaths } from '../paths.ts';
import { consentPaths } from './paths.ts';

let site: TestSite;
let gale: Visitor;
let indy: Visitor;
let application: Application;

before(async () => {
  site = await aSite();
  application = await aLeaveApplication(site, { patient: 'gale.placeholder' }).said();
  await outOf('gale.placeholder');
  gale = await site.as('gale.placeholder');
  indy = await site.as('indy.marrow');
});
after(() => site.close());

const owner = <T>(query: ReturnType<typeof sql<T>>) =>
  asOwner(site.database.adminUrl, async db => (await query.execute(db)).rows);

/** Nobody helps this person yet, whatever the demonstration says. */
const outOf = (username: string) =>
  owner(sql`update people.circle c set until_on = from_on from people.case k join people.account a on a.person_id = k.person_id
    where k.id = c.case_id and a.username = ${username} and c.capacity in ('advocate', 'solicitor')`);

async function accountOf(username: string): Promise<number> {
  const [row] = await owner(sql<{ id: number }>`select id from people.account where username = ${username}`);
  return row?.id ?? 0;
}

const untilNextMonth = dayBoxes('until', testDay.add({ days: 30 }));

async function give(helper: string, more: Record<string, string> = {}) {
  const form = { for: 'indy', helper, write: 'yes', ...untilNextMonth, ...more };
  return gale.post(consentPaths.give(), form, consentPaths.helpers());
}

async function lastConsent(): Promise<number> {
  const [row] = await owner(sql<{ id: number }>`select max(id) as id from people.consent`);
  return row?.id ?? 0;
}

test('a person who has let nobody in is told so, and finds a helper by the beginning of a name or a firm', async () => {
  assert.match((await gale.get(consentPaths.helpers())).text(), /You have not let anybody in here yet/);
  for (const typed of ['ind', 'MARR', 'Indy M']) {
    const page = await gale.post(consentPaths.find(), { for: typed }, consentPaths.helpers());
    assert.match(page.text(), /Indy Marrow/, typed);
    assert.doesNotMatch(page.text(), /Robin Quill|Morgan Vale/);
  }
  const firm = await gale.post(consentPaths.find(), { for: 'fable and' }, consentPaths.helpers());
  assert.match(firm.text(), /Ola Fable/);
});

test('too few letters, and a name that nobody has, get a sentence and keep what was typed', async () => {
  const short = await gale.post(consentPaths.find(), { for: 'i' }, consentPaths.helpers());
  assert.equal(short.status, 422);
  assert.match(short.html, /value="i"/);
  const unstorable = await gale.post(consentPaths.find(), { for: 'x\0y' }, consentPaths.helpers());
  assert.equal(unstorable.status, 200, 'a letter that no name can hold');
  const nobody = await gale.post(consentPaths.find(), { for: '%_\\' }, consentPaths.helpers());
  assert.match(nobody.text(), /Nobody with that name works here/);
});

test('nobody can look up helpers but the subject of a case', async () => {
  const found = await indy.transaction(tx => sql`select * from people.helpers_called('indy')`.execute(tx.db));
  assert.deepEqual(found.rows, []);
  assert.equal((await indy.get(consentPaths.helpers())).status, 404);
});

test('what is missing or wrong is said, and nothing is given', async () => {
  const helper = `${await accountOf('indy.marrow')} advocate`;
  for (const [form, sentence] of [
    [{ helper: '' }, /Choose who it is/],
    [{ write: '' }, /Choose what they may do/],
    [{ 'until-day': '', 'until-month': '', 'until-year': '' }, /the last day/],
    [dayBoxes('until', testDay.subtract({ days: 1 })), /cannot be in the past/],
    [dayBoxes('until', testDay.add({ days: 366 })), /at the latest/],
    [{ helper: `${await accountOf('robin.quill')} advocate` }, /Choose who it is/],
  ] as const) {
    const refused = await give(helper, form);
    assert.equal(refused.status, 422);
    assert.match(refused.text(), sentence);
  }
  assert.equal(await lastConsent(), 0);
});

test('from the consent on the helper is in the case, is told by mail, and may write down what the person says', async () => {
  assert.equal((await indy.get(personPaths.application(application.id))).status, 404);
  const given = await give(`${await accountOf('indy.marrow')} advocate`);
  assert.equal(given.status, 303);
  const page = await gale.get(consentPaths.helpers());
  assert.match(page.text(), /Indy Marrow[\s\S]*advocate, \w/);
  assert.match(page.text(), new RegExp(`until the end of ${written(testDay.add({ days: 30 }))}`));
  assert.equal((await indy.get(personPaths.application(application.id))).status, 200);
  assert.equal((await indy.get(voicePaths.write(application.occasionId))).status, 200);
  const mails = await owner(sql<{
    subject: string;
    path: string;
  }>`select m.subject, m.path from platform.mail m
    where m.to_account_id = ${await accountOf('indy.marrow')} order by m.id desc limit 1`);
  assert.deepEqual(mails, [{ subject: 'my.mail.consent', path: '/people-i-help' }]);
});

test('the same helper is not let in twice', async () => {
  const again = await give(`${await accountOf('indy.marrow')} advocate`);
  assert.equal(again.status, 422);
  assert.match(again.text(), /helps you already/);
  // Beside the names, with what was chosen, so that another can be chosen at once.
  assert.match(again.html, /id="helper-error"/);
  assert.match(again.html, /value="\d+ advocate"[^>]* checked/);
});

test('the helper is out at the moment in which the consent is taken back, after a warning', async () => {
  const id = await lastConsent();
  assert.match((await gale.get(consentPaths.withdraw(id))).text(), /They will see nothing more about you/);
  const stranger = await site.as('ash.example');
  assert.equal((await stranger.get(consentPaths.withdraw(id))).status, 404);
  assert.equal((await gale.post(consentPaths.withdraw(id), {})).status, 303);
  assert.equal((await indy.get(personPaths.application(application.id))).status, 404);
  assert.match((await gale.get(consentPaths.helpers())).text(), /You have taken this back/);
  assert.equal((await gale.get(consentPaths.withdraw(id))).status, 404);
});

test('a helper who may read alone reads, and writes nothing down by page or by SQL', async () => {
  assert.equal((await give(`${await accountOf('indy.marrow')} advocate`, { write: 'no' })).status, 303);
  assert.equal((await indy.get(personPaths.application(application.id))).status, 200);
  assert.equal((await indy.get(voicePaths.write(application.occasionId))).status, 403);
  const account = await accountOf('indy.marrow');
  for (const written of [
    sql`insert into voice.draft (occasion_id, case_id, account_id, parts, how)
      values (${application.occasionId}, ${application.caseId}, ${account}, '{}', '{}')`,
    sql`insert into voice.statement (case_id, occasion_id, shown_id, entered_by, route, scribe_name, scribe_role, language, support, parts)
      select case_id, occasion_id, shown_id, ${account}, 'written down', 'Indy Marrow', 'advocate', language, support, parts
      from voice.statement where occasion_id = ${application.occasionId} limit 1`,
  ]) {
    await assert.rejects(
      indy.transaction(tx => written.execute(tx.db)),
      { code: '42501' },
    );
  }
});

test('a consent ends by itself on its day, for reading too', async () => {
  await owner(sql`update people.circle set from_on = access.today() - 9, until_on = access.today()
    where id = (select circle_id from people.consent where id = ${await lastConsent()})`);
  assert.equal((await indy.get(personPaths.application(application.id))).status, 404);
});

/** The place in the case ends, as when a helper leaves their firm; what the person had said stays as it was said. */
const leaves = () =>
  owner(sql`update people.circle c set until_on = access.today() from people.account a
    where a.id = c.account_id and a.username = 'indy.marrow' and c.case_id = ${application.caseId}`);

test('a helper who left and came back may do what the person says now, and nothing that they said before', async () => {
  const helper = `${await accountOf('indy.marrow')} advocate`;
  const asks = ownPaths.helped(application.caseId);
  const writes = voicePaths.write(application.occasionId);
  assert.equal((await give(helper, { write: 'ask' })).status, 303);
  assert.equal((await indy.get(asks)).status, 200);
  await leaves();
  assert.doesNotMatch((await gale.get(consentPaths.helpers())).html, /\/withdraw"/);
  // The longest that can be chosen, also where a 29 February lies in between.
  const longest = dayBoxes('until', testDay.add({ days: 365 }));
  assert.equal((await give(helper, { write: 'no', ...longest })).status, 303);
  assert.equal((await indy.get(asks)).status, 403);
  await leaves();
  assert.equal((await give(helper, { write: 'yes' })).status, 303);
  assert.equal((await indy.get(writes)).status, 200);
  await leaves();
  // Now the ward arranges their help, and the person lets them ask besides.
  await owner(sql`insert into people.circle (case_id, account_id, capacity, basis)
    values (${application.caseId}, ${await accountOf('indy.marrow')}, 'advocate', 'Arranged by the ward')`);
  assert.equal((await give(helper, { write: 'ask' })).status, 303);
  assert.equal((await indy.get(asks)).status, 200);
  await leaves();
  await owner(sql`insert into people.circle (case_id, account_id, capacity, basis, from_on)
    values (${application.caseId}, ${await accountOf('indy.marrow')}, 'advocate', 'Arranged by the ward', access.today() + 1)`);
  assert.match((await gale.get(consentPaths.helpers())).text(), /This has ended/);
  assert.doesNotMatch((await gale.get(consentPaths.helpers())).html, /\/withdraw"/);
  await owner(sql`delete from people.circle where from_on > access.today()`);
  assert.equal((await give(helper, { write: 'no' })).status, 303);
  assert.equal((await indy.get(asks)).status, 403);
  await leaves();
});

test('nobody gives a consent for somebody else, makes it longer, or changes one', async () => {
  const account = await accountOf('indy.marrow');
  const stranger = await site.as('ash.example');
  const forger = stranger.transaction(async tx =>
    sql`insert into people.consent (case_id, account_id, capacity, until_on, given_by)
      values (${application.caseId}, ${account}, 'advocate', access.today() + 9, access.account_id())`.execute(
      tx.db,
    ),
  );
  await assert.rejects(forger, { code: '42501' });
  const longer = gale.transaction(tx =>
    sql`update people.consent set until_on = until_on + 9`.execute(tx.db),
  );
  await assert.rejects(longer, { code: '42501' });
  const tooLong = gale.transaction(tx =>
    sql`insert into people.consent (case_id, account_id, capacity, until_on, given_by)
      values (${application.caseId}, ${account}, 'advocate', access.today() + 400, access.account_id())`.execute(
      tx.db,
    ),
  );
  await assert.rejects(tooLong, { code: '23514' });
});
