import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { aSite, type TestSite, type Visitor } from '../../../test/browser-without-browser.ts';
import { testDay } from '../../../test/days.ts';
import { caseOf } from '../../../test/victim-side.ts';
import { asOwner, asWorker } from '../../platform/database/index.ts';
import { ruleInForce } from '../../platform/time/index.ts';
import { countClocks } from '../clocks/commands/count-clocks.ts';
import { clockPaths } from '../clocks/paths.ts';
import { mhcsPaths } from '../mhcs/paths.ts';
import { registerPaths } from '../register/paths.ts';
import { caseFlags, flagsSetBy, openingLevel } from '../rules/flags.ts';
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

test('a case that is marked for extremism is found nowhere by whoever of the section is not in its circle', async () => {
  const bryn = await caseOf(site, 'bryn.sample');
  const [robin, drew] = [await site.as('robin.quill'), await site.as('drew.sealing')];
  await rows(sql`insert into casework.case_allocation (case_id, caseworker_id, given_by)
    select ${bryn.caseId}, id, id from people.account where username = 'robin.quill'`);
  await asWorker(site.database.pools, 'test', tx => countClocks(tx, 'waiting', testDay));
  const mark = (value: string) =>
    ezra.post(flagPaths.case(bryn.caseId), { flag: 'extremism', value, reason: 'An invented concern.' });
  const counted = async () =>
    (
      await drew.transaction(tx =>
        sql<{
          n: number;
        }>`select sum(patients)::int as n from casework.register_as_at(access.today())`.execute(tx.db),
      )
    ).rows[0]?.n;
  const before = await counted();
  const finds = async (who: Visitor) => {
    const pages = [
      (await who.post(mhcsPaths.search(), { for: 'Sample' }, mhcsPaths.worklist())).text(),
      (await who.get(`${mhcsPaths.worklist()}?team=all`)).text(),
      (await who.get(`${clockPaths.worklist()}?tab=every`)).text(),
      (await who.get(registerPaths.people())).text(),
    ];
    const opened = [
      mhcsPaths.case(bryn.caseId),
      registerPaths.entry(bryn.caseId),
      flagPaths.case(bryn.caseId),
    ];
    const statuses = await Promise.all(opened.map(async path => (await who.get(path)).status));
    const tables = [
      'patient',
      'clock',
      'movement',
      'authority',
      'flag_change',
      'patient_flags',
      'case_allocation',
    ];
    const seen = await who.transaction(async tx => {
      const all: number[] = [];
      for (const table of tables) {
        const found =
          await sql`select 1 from ${sql.table(`casework.${table}`)} where case_id = ${bryn.caseId}`.execute(
            tx.db,
          );
        all.push(found.rows.length);
      }
      return all;
    });
    return {
      named: pages.some(text => text.includes('SAMPLE')),
      statuses,
      rows: seen.some(count => count > 0),
    };
  };
  const everything = { named: true, statuses: [200, 200, 200], rows: true };
  const nothing = { named: false, statuses: [404, 404, 404], rows: false };
  assert.deepEqual(await finds(drew), everything);
  assert.equal((await mark('low')).status, 303);
  assert.deepEqual(await finds(drew), nothing);
  assert.deepEqual(await finds(nat), nothing, 'not the head of casework either');
  assert.deepEqual(await finds(robin), everything, 'who has it in hand reads it');
  assert.match(
    (await ezra.get(flagPaths.case(bryn.caseId))).text(),
    /only these read it: Ezra Watch, Robin Quill/,
  );
  assert.equal(await counted(), before, 'statistics count it, and hide small counts as ever');
  await assert.rejects(
    rows(sql`update people.case set readers = 'room' where id = ${bryn.caseId}`),
    { code: '23514' },
    'by no door',
  );
  await ezra.transaction(tx =>
    sql`update casework.case_allocation set caseworker_id = (select id from people.account where username = 'drew.sealing'),
      given_by = access.account_id() where case_id = ${bryn.caseId}`.execute(tx.db),
  );
  assert.deepEqual([await finds(drew), await finds(robin)], [everything, nothing], 'it is given to another');
  const lowered = sql`update people.membership set authority_level = 3 where role = 'extremism_head'`;
  await rows(lowered);
  assert.match((await mark('none')).text(), /authority level/i);
  await rows(sql`update people.membership set authority_level = 5 where role = 'extremism_head'`);
  assert.equal((await mark('none')).status, 303);
  assert.deepEqual([await finds(nat), await finds(robin)], [everything, everything]);
  const [left] = await rows<{
    n: number;
    level: number;
  }>(sql`select casework.level_to_open()::int as level, count(*)::int as n
    from people.circle where case_id = ${bryn.caseId} and basis = 'marked for extremism'
      and (until_on is null or until_on > access.today())`);
  assert.deepEqual(left, { n: 0, level: ruleInForce(openingLevel, 'opening', testDay).value });
  const trail = await rows<{ event: string }>(sql`select event from audit.event where case_id = ${bryn.caseId}
    and event in ('casework.case.kept-to-circle', 'casework.case.open-to-section') order by id`);
  assert.deepEqual(
    trail.map(({ event }) => event),
    ['casework.case.kept-to-circle', 'casework.case.open-to-section'],
  );
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
