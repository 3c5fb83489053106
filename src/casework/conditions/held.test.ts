import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { aSite, type Seen, type TestSite, type Visitor } from '../../../test/browser-without-browser.ts';
import { dayBoxes, testDay, written } from '../../../test/days.ts';
import { caseOf } from '../../../test/victim-side.ts';
import { asOwner } from '../../platform/database/index.ts';
import { setConditions } from './index.ts';
import { conditionPaths } from './paths.ts';

let site: TestSite;
let ash: Visitor;
let robin: Visitor;
let drew: Visitor;
let lee: Visitor;
let caseId: number;

const rows = <T>(query: ReturnType<typeof sql<T>>) =>
  asOwner(site.database.adminUrl, async db => (await query.execute(db)).rows);
const ago = (days: number) => testDay.subtract({ days });
const residence = {
  ...{ wording: 'To live at 1 Pretend Lane.', plain: 'You live at 1 Pretend Lane.', onLiberty: 'no' },
  ...{ standard: 'residence', by: 'tribunal', ...dayBoxes('from', ago(10)) },
};

/** Moves a case as the section records it. */
const move = (kind: string, on: Temporal.PlainDate) =>
  rows(sql`insert into casework.movement (case_id, kind, actual_on, recorded_by)
    select ${caseId}, ${kind}, ${on.toString()}, id from people.account where username = 'robin.quill'`);
const conditions = () =>
  rows<{ id: number; wording: string; untilOn: string | null; liftedBy: string | null }>(
    sql`select id, wording, until_on::text as "untilOn", lifted_by as "liftedBy" from casework.discharge_condition order by id`,
  );
const set = (who: Visitor, fields: Record<string, string>): Promise<Seen> =>
  who.post(conditionPaths.set(caseId), fields);
const last = async () => (await conditions()).at(-1)?.id ?? 0;

before(async () => {
  site = await aSite();
  [ash, robin] = [await site.as('ash.example'), await site.as('robin.quill')];
  [drew, lee] = [await site.as('drew.sealing'), await site.as('lee.warrant')];
  ({ caseId } = await caseOf(site, 'ash.example'));
  await move('conditional discharge by the tribunal', ago(10));
});
after(() => site.close());

test('a condition begins with one of the bank, with plain words in the language of the person', async () => {
  const page = await robin.get(conditionPaths.set(caseId, 'alcohol'));
  assert.match(page.html, /To drink \[no alcohol\]\.[\s\S]*You do not drink alcohol\./);
  const other = await caseOf(site, 'bryn.sample');
  assert.match((await robin.get(conditionPaths.set(other.caseId, 'alcohol'))).html, /Nid ydych yn yfed/);
  assert.equal((await robin.get(conditionPaths.set(caseId, 'nonsense'))).status, 200);
});

test('5: what a tribunal set, any caseworker records, and the person reads it in plain words first', async () => {
  assert.equal((await set(robin, residence)).status, 303);
  const mine = (await ash.get(conditionPaths.mine())).text();
  assert.match(
    mine,
    /You live at 1 Pretend Lane[\s\S]*the tribunal \(s73\(4\)\(b\)\)[\s\S]*To live at 1 Pretend Lane/,
  );
  assert.match((await robin.get(conditionPaths.held(caseId))).text(), /Recorded by Robin Quill/);
});

const refused: [string, object, RegExp][] = [
  ['with a gap left', { wording: 'To live at [address].' }, /square brackets/],
  ['without plain words', { plain: ' ' }, /plain words too/],
  ['by nobody', { by: '' }, /Say who decided/],
  ['for the Secretary of State by somebody too low', { by: 'Secretary of State' }, /authority level 2/],
  ['on liberty in another discharge', { onLiberty: 'yes' }, /not marked as a supervised discharge/],
];
for (const [what, change, says] of refused) {
  test(`a condition ${what} is refused in words, and what was typed stays`, async () => {
    const seen = await set(robin, { ...residence, wording: 'To do <b>this</b>.', ...change });
    assert.equal(seen.status, 422);
    assert.match(seen.text(), says);
    assert.match(seen.html, /To do &lt;b&gt;|To live at \[/);
  });
}

test('the delegation table is held by the database too: a forged form gets a caseworker nowhere', async () => {
  const insert = (visitor: Visitor) =>
    visitor.transaction(tx =>
      sql`insert into casework.discharge_condition (case_id, wording, plain, set_by, from_on, recorded_by)
        values (${caseId}, 'x', 'x', 'Secretary of State', current_date, access.account_id())`.execute(tx.db),
    );
  for (const who of [robin, await site.as('ada.tally')]) await assert.rejects(insert(who), { code: 'OW007' });
  for (const username of ['dr.vale', 'ash.example'])
    await assert.rejects(insert(await site.as(username)), { code: '42501' }, username);
});

test('7: a change ends one condition and begins another on the same day, and the old one stays readable', async () => {
  const id = await last();
  const changed = {
    ...residence,
    wording: 'To live at 2 Pretend Lane.',
    plain: 'You live at 2 Pretend Lane.',
  };
  const path = conditionPaths.change(caseId, id);
  const early = await drew.post(path, { ...changed, why: 'A move.', ...dayBoxes('from', ago(11)) });
  assert.match(early.text(), /before the condition began/);
  const form = { ...changed, by: 'Secretary of State', why: 'A move.', ...dayBoxes('from', ago(3)) };
  assert.equal((await robin.post(path, form)).status, 422);
  assert.equal((await drew.post(path, form)).status, 303);
  const [old, fresh] = await conditions();
  assert.deepEqual(
    [old?.untilOn, old?.liftedBy, fresh?.untilOn],
    [ago(3).toString(), 'Secretary of State', null],
  );
  const late = await drew.post(path, form, conditionPaths.set(caseId));
  assert.equal(late.status, 409);
  assert.match(late.text(), /This condition has ended already/);
  const mine = (await ash.get(conditionPaths.mine())).text();
  assert.match(mine, /2 Pretend Lane[\s\S]*1 Pretend Lane\.\s*You have not had to keep this since/);
  await assert.rejects(
    drew.transaction(tx =>
      sql`update casework.discharge_condition set until_on = current_date`.execute(tx.db),
    ),
    { code: 'OW162' },
  );
});

test('7: a condition on liberty comes with a supervised discharge, and is eased by a higher level alone', async () => {
  const liberty = {
    standard: null,
    wording: 'Not to go out alone.',
    plain: 'You go out with staff.',
    onLiberty: true,
  };
  const setBy = { setBy: 'tribunal', fromOn: testDay.toString(), supervised: true, today: testDay } as const;
  const { accountId } = await robin.transaction(async tx => {
    const { rows: who } = await sql<{ id: number }>`select access.account_id() as id`.execute(tx.db);
    return { accountId: who[0]?.id ?? 0 };
  });
  const actor = { accountId } as Parameters<typeof setConditions>[1]['actor'];
  const before2026 = { ...setBy, fromOn: '2026-02-17' };
  await robin.transaction(async tx => {
    const refusal = await setConditions(tx, { caseId, conditions: [liberty], ...before2026, actor });
    assert.deepEqual([refusal?.index, refusal?.field], [0, 'onLiberty']);
    assert.equal(await setConditions(tx, { caseId, conditions: [liberty], ...setBy, actor }), undefined);
  });
  const page = (await robin.get(conditionPaths.held(caseId))).text();
  assert.match(page, /Supervised discharge[\s\S]*Deprives of liberty[\s\S]*s73\(5A\)/);
  const path = conditionPaths.end(caseId, await last());
  const form = { by: 'Secretary of State', why: 'It went well.', ...dayBoxes('from', testDay) };
  assert.match((await drew.post(path, form)).text(), /authority level 3/);
  assert.equal((await lee.post(path, form)).status, 303);
});

test('what a tribunal worded waits for plain words, and is set once, as the tribunal’s', async () => {
  await rows(sql`alter table casework.tribunal_case disable trigger user`);
  await rows(sql`alter table casework.tribunal_result disable trigger user`);
  const [result] = await rows<{ id: number }>(sql`
    with t as (insert into casework.tribunal_case (case_id, kind, ground, country, made_on, rule, recorded_by, recorded_as)
      select ${caseId}, 'reference', 's71(1)', 'England', ${ago(60).toString()}, 'r', id, 'caseworker' from people.account where username = 'robin.quill' returning id, recorded_by)
    insert into casework.tribunal_result (case_id, tribunal_id, outcome, decided_on, conditions, recorded_by)
    select ${caseId}, id, 'conditions changed', ${ago(4).toString()}, '{To stay out of the pub.,To see Dr Vale.}', recorded_by from t returning id`);
  await rows(sql`alter table casework.tribunal_case enable trigger user`);
  await rows(sql`alter table casework.tribunal_result enable trigger user`);
  const worded = { result: result?.id ?? 0, place: 1 };
  const waits = (await robin.get(conditionPaths.held(caseId))).text();
  assert.match(waits, /still without plain words[\s\S]*stay out of the pub[\s\S]*see Dr Vale/);
  const page = conditionPaths.setWorded(caseId, worded);
  assert.match((await robin.get(page)).html, /To stay out of the pub\.<\/textarea>/);
  const form = {
    ...{
      wording: 'To stay out of the pub.',
      plain: 'You do not go to the pub.',
      onLiberty: 'no',
      by: 'tribunal',
    },
    ...{ ...dayBoxes('from', ago(4)), result: String(worded.result), place: '1' },
  };
  const other = await drew.post(conditionPaths.set(caseId), { ...form, by: 'Secretary of State' }, page);
  assert.match(other.text(), /The tribunal worded this condition/);
  // Of two people at once as well: both have seen it waiting before either of them sets it.
  const { tries } = await asOwner(site.database.adminUrl, async db => {
    await sql`select from casework.patient where case_id = ${caseId} for update`.execute(db);
    const begun = [robin, lee].map(who => who.post(conditionPaths.set(caseId), form, page));
    for (let [waiting, looks] = [0, 0]; waiting < begun.length && looks < 2000; looks += 1) {
      const { rows: found } = await sql<{ waiting: number }>`
        select count(distinct pid)::int as waiting from pg_locks where not granted`.execute(db);
      waiting = found[0]?.waiting ?? 0;
    }
    return { tries: begun };
  });
  assert.deepEqual((await Promise.all(tries)).map(({ status }) => status).sort(), [303, 409]);
  assert.equal((await robin.post(conditionPaths.set(caseId), form, page)).status, 409);
  assert.match((await ash.get(conditionPaths.mine())).text(), /You do not go to the pub/);
});

test('the care team, supervisors and helpers read the conditions, and nobody elsewhere', async () => {
  for (const username of ['dr.vale', 'jo.thimble', 'indy.marrow']) {
    const visitor = await site.as(username);
    assert.match((await visitor.get(conditionPaths.care(caseId))).text(), /2 Pretend Lane/, username);
    assert.equal((await visitor.get(conditionPaths.held(caseId))).status, 404, username);
  }
  for (const username of ['dr.finch', 'vic.lantern', 'mo.parley', 'bryn.sample'])
    assert.equal((await (await site.as(username)).get(conditionPaths.care(caseId))).status, 404, username);
  assert.match(
    (await (await site.as('bryn.sample')).get(conditionPaths.mine())).text(),
    /Nid oes amod i chi/,
  );
});

test('6.1: a recall ends every condition of the discharge, and one of long ago that is put right ends none', async () => {
  const [recorder] = await rows<{ id: number }>(
    sql`select id from people.account where username = 'robin.quill'`,
  );
  await move('recall', ago(2));
  assert.deepEqual(
    (await conditions()).map(({ liftedBy }) => liftedBy),
    ['Secretary of State', 'recall', 'Secretary of State', 'recall'],
  );
  assert.match((await robin.get(conditionPaths.held(caseId))).text(), /with the recall to hospital/);
  await move('conditional discharge by the tribunal', ago(1));
  assert.equal((await set(robin, { ...residence, ...dayBoxes('from', ago(1)) })).status, 303);
  await rows(sql`insert into casework.movement (case_id, kind, actual_on, recorded_by, corrects)
    select case_id, 'recall', ${ago(3).toString()}, ${recorder?.id ?? 0}, id from casework.movement
    where case_id = ${caseId} and kind = 'recall'`);
  assert.equal((await conditions()).at(-1)?.untilOn, null);
  assert.match((await ash.get(conditionPaths.mine())).text(), new RegExp(`Since ${written(ago(1))}`));
});
