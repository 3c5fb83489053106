import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { aSite, type TestSite, type Visitor } from '../../../test/browser-without-browser.ts';
import { testDay } from '../../../test/days.ts';
import { caseOf } from '../../../test/victim-side.ts';
import { asOwner } from '../../platform/database/index.ts';
import { registerPaths } from '../register/paths.ts';
import { caseFlags, flagsSetBy } from '../rules/flags.ts';
import { flagPaths } from './paths.ts';

let site: TestSite;
let nat: Visitor;
let ezra: Visitor;
let caseId: number;

const rows = <T>(query: ReturnType<typeof sql<T>>) =>
  asOwner(site.database.adminUrl, async db => (await query.execute(db)).rows);
const set = (who: Visitor, flag: string, value: string, reason = 'It was in the <papers>.') =>
  who.post(flagPaths.case(caseId), { flag, value, reason });
const levelFor = async (matter: string) =>
  (
    await rows<{ level: number }>(
      sql`select casework.level_for(${caseId}, ${matter}, access.today()) as level`,
    )
  )[0]?.level;

before(async () => {
  site = await aSite();
  [nat, ezra] = [await site.as('nat.charter'), await site.as('ezra.watch')];
  ({ caseId } = await caseOf(site, 'ash.example'));
});
after(() => site.close());

test('the database lets set each flag whom the rule lets, and nobody else', async () => {
  const people = { head_of_casework: nat, extremism_head: ezra, caseworker: await site.as('robin.quill') };
  for (const [role, visitor] of Object.entries(people)) {
    for (const flag of caseFlags) {
      const insert = visitor.transaction(async tx => {
        await sql`insert into casework.flag_change (case_id, flag, value, reason, recorded_by)
          values (${caseId}, ${flag}, ${flag === 'extremism' ? 'none' : 'no'}, 'x', access.account_id())`.execute(
          tx.db,
        );
        throw new Error('taken back');
      });
      const says = flagsSetBy([role], testDay).includes(flag) ? { message: 'taken back' } : { code: '42501' };
      await assert.rejects(insert, says, `${role} ${flag}`);
    }
  }
  const robin = people.caseworker;
  const direct = sql`update casework.register_flag set technical_recall = true`;
  await assert.rejects(
    robin.transaction(tx => direct.execute(tx.db)),
    { code: '42501' },
  );
});

test('the level that somebody holds is the highest of their roles on a day, and none when these are over', async () => {
  const held = async (username: string, day: string) =>
    (
      await rows<{ level: number }>(sql`select casework.level_held(a.id, ${day}::date) as level
        from people.account a where a.username = ${username}`)
    )[0]?.level;
  const today = testDay.toString();
  assert.deepEqual([await held('nat.charter', today), await held('lee.warrant', today)], [4, 3]);
  assert.deepEqual([await held('nat.charter', '1999-01-01'), await held('dr.vale', today)], [0, 0]);
});

test('a flag is set with a reason, its history stays, and a decision needs the level that follows', async () => {
  assert.equal(await levelFor('leave'), 2);
  const none = await set(nat, 'noteworthy', 'yes', ' ');
  assert.deepEqual([none.status, /Give the reason/.test(none.text())], [422, true]);
  const strange = await set(nat, 'extremism', 'high');
  assert.deepEqual([strange.status, /Choose a flag/.test(strange.text())], [422, true]);
  assert.match(strange.html, /It was in the &lt;papers&gt;/);
  assert.equal((await set(nat, 'noteworthy', 'yes')).status, 303);
  assert.match((await set(nat, 'noteworthy', 'yes')).text(), /says this already/);
  assert.equal(await levelFor('leave'), 3);
  assert.equal((await set(ezra, 'extremism', 'critical')).status, 303);
  assert.equal(await levelFor('leave'), 4);
  assert.equal((await set(ezra, 'extremism', 'none')).status, 303);
  assert.equal(await levelFor('leave'), 3);
  const page = (await nat.get(flagPaths.case(caseId))).text();
  assert.match(
    page,
    /Extremism: No concern[\s\S]*Extremism: Critical[\s\S]*Noteworthy case: Yes[\s\S]*Nat Charter/,
  );
});

test('the register entry shows what is set, and leads to the flags', async () => {
  assert.equal((await set(nat, 'technical recall', 'yes')).status, 303);
  const robin = await site.as('robin.quill');
  const entry = await robin.get(registerPaths.entry(caseId));
  assert.match(entry.html, new RegExp(flagPaths.case(caseId)));
  assert.match(entry.text(), /Technical recall/);
  const page = await robin.get(flagPaths.case(caseId));
  assert.doesNotMatch(page.text(), /Change a flag/);
  assert.equal((await robin.post(flagPaths.case(caseId), {}, registerPaths.entry(caseId))).status, 404);
});

test('7: a discharge stays a supervised one while a condition on liberty holds', async () => {
  assert.equal((await set(nat, 'supervised discharge', 'yes')).status, 303);
  await rows(sql`insert into casework.discharge_condition (case_id, wording, plain, on_liberty, set_by, from_on, recorded_by)
    select ${caseId}, 'x', 'x', true, 'tribunal', access.today(), id from people.account where username = 'nat.charter'`);
  const refused = await set(nat, 'supervised discharge', 'no');
  assert.deepEqual([refused.status, /condition on liberty is in force/.test(refused.text())], [409, true]);
});

test('nobody outside the section sees a flag or how it came about', async () => {
  for (const username of [
    'ash.example',
    'indy.marrow',
    'dr.vale',
    'jo.thimble',
    'mo.parley',
    'vic.lantern',
  ]) {
    const visitor = await site.as(username);
    assert.equal((await visitor.get(flagPaths.case(caseId))).status, 404, username);
    await assert.rejects(
      visitor.transaction(tx => sql`select id from casework.flag_change`.execute(tx.db)),
      { code: '42501' },
      username,
    );
  }
});

test('in a case that has ended for the section nobody sets a flag', async () => {
  await rows(sql`update people.case set closed_on = access.today() where id = ${caseId}`);
  assert.doesNotMatch((await nat.get(flagPaths.case(caseId))).text(), /Change a flag/);
  const seen = await nat.post(
    flagPaths.case(caseId),
    { flag: 'noteworthy', value: 'no', reason: 'It is over.' },
    registerPaths.asAt(),
  );
  assert.notEqual(seen.status, 303);
});
