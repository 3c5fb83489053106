import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { aSite, type TestSite, type Visitor } from '../../../test/browser-without-browser.ts';
import { dayBoxes, momentOn, testDay } from '../../../test/days.ts';
import { byVictimDoor, caseOf } from '../../../test/victim-side.ts';
import { asOwner } from '../../platform/database/index.ts';
import { runOne } from '../../platform/jobs/index.ts';
import { fixedClock } from '../../platform/time/index.ts';
import { conditionPaths } from '../conditions/paths.ts';
import { countClocksJob } from '../jobs/count-clocks.ts';
import { registerPaths } from '../register/paths.ts';
import { addressPaths } from './paths.ts';

let site: TestSite;
let ash: Visitor;
let vale: Visitor;
let robin: Visitor;
let caseId: number;

const rows = <T>(query: ReturnType<typeof sql<T>>) =>
  asOwner(site.database.adminUrl, async db => (await query.execute(db)).rows);
const notice = (days: number, address = '2 Pretend Lane\nMadeuptown') => ({
  ...{ address, why: '', ...dayBoxes('move', testDay.add({ days })) },
});
const mailsTo = async (username: string) =>
  (
    await rows<{
      path: string;
    }>(sql`select m.path from platform.mail m join people.account a on a.id = m.to_account_id
    where a.username = ${username} and m.subject = 'mail.something' order by m.id`)
  ).map(({ path }) => path);

before(async () => {
  site = await aSite();
  [ash, vale, robin] = [await site.as('ash.example'), await site.as('dr.vale'), await site.as('robin.quill')];
  ({ caseId } = await caseOf(site, 'ash.example'));
  await rows(sql`insert into casework.case_allocation (case_id, caseworker_id, given_by)
    select ${caseId}, id, id from people.account where username = 'robin.quill'`);
});
after(() => site.close());

test('whoever is in hospital gives no notice, by page or by hand', async () => {
  assert.match((await ash.get(addressPaths.mine())).text(), /while you live outside hospital/);
  const refused = await vale.post(addressPaths.care(caseId), notice(20), conditionPaths.care(caseId));
  assert.notEqual(refused.status, 303);
  await assert.rejects(
    ash.transaction(tx =>
      sql`insert into casework.address_notice (case_id, address, move_on, given_by, given_as, days_wanted, rule)
        values (${caseId}, 'x', current_date, access.account_id(), 'subject', 14, 'r')`.execute(tx.db),
    ),
    { code: 'OW163' },
  );
  await rows(sql`insert into casework.movement (case_id, kind, actual_on, recorded_by)
    select ${caseId}, 'conditional discharge by the tribunal', ${testDay.toString()}, id
    from people.account where username = 'robin.quill'`);
});

test('5: the person gives 14 days’ notice, which is in time; the caseworker and the clinician hear that there is something', async () => {
  const given = await ash.post(addressPaths.mine(), notice(14));
  assert.equal(given.status, 303);
  assert.match((await ash.get(addressPaths.mine())).text(), /In time[\s\S]*2 Pretend Lane/);
  assert.deepEqual(await mailsTo('robin.quill'), [addressPaths.section(caseId)]);
  assert.deepEqual(await mailsTo('dr.vale'), [addressPaths.care(caseId)]);
});

test('5: late notice is taken and marked', async () => {
  assert.equal((await vale.post(addressPaths.care(caseId), notice(13, '3 Pretend Lane'))).status, 303);
  assert.match(
    (await robin.get(addressPaths.section(caseId))).text(),
    /Late: less than 14 days[\s\S]*3 Pretend Lane/,
  );
  assert.match((await robin.get(conditionPaths.all())).text(), /EXAMPLE, Ash[\s\S]*Late/);
  assert.deepEqual(await mailsTo('ash.example'), [addressPaths.mine()]);
});

const wrong: [string, object, RegExp][] = [
  ['no address', { address: ' ' }, /Write the new address/],
  ['no day', dayBoxesOf('', '', ''), /Day of the move/],
  ['a day far away', dayBoxes('move', testDay.add({ days: 400 })), /more than a year away/],
];
for (const [what, change, says] of wrong) {
  test(`notice with ${what} is refused in words, and what was typed stays`, async () => {
    const seen = await ash.post(addressPaths.mine(), { ...notice(20), why: 'I <b>like</b> it.', ...change });
    assert.equal(seen.status, 422);
    assert.match(seen.text(), says);
    assert.match(seen.html, /I &lt;b&gt;like/);
  });
}

function dayBoxesOf(day: string, month: string, year: string) {
  return { 'move-day': day, 'move-month': month, 'move-year': year };
}

test('the section answers once, an objection only with reasons, and the person reads them', async () => {
  const [first] = await rows<{ id: number }>(sql`select min(id) as id from casework.address_notice`);
  const id = first?.id ?? 0;
  const answer = (outcome: string, reasons: string) =>
    robin.post(
      addressPaths.answer(caseId, id),
      { [`outcome-${id}`]: outcome, [`reasons-${id}`]: reasons },
      addressPaths.section(caseId),
    );
  assert.match((await answer('objected', ' ')).text(), /Give the reasons/);
  assert.match((await answer('', 'Because.')).html, /Because\.<\/textarea>/);
  assert.equal((await answer('objected', 'It is too far from your team.')).status, 303);
  assert.equal((await answer('acknowledged', '')).status, 409);
  assert.match((await ash.get(addressPaths.mine())).text(), /Objected to[\s\S]*It is too far from your team/);
  assert.match((await vale.get(addressPaths.care(caseId))).text(), /It is too far from your team/);
});

test('6.6: the victim side never reads an address, and nobody outside the circle does', async () => {
  const vic = await site.as('vic.lantern');
  await assert.rejects(
    byVictimDoor(site, vic, tx => tx.db.selectFrom('casework.address_notice').selectAll().execute()),
    { code: '42501' },
  );
  for (const username of ['vic.lantern', 'mo.parley', 'dr.finch', 'ada.tally']) {
    const visitor = await site.as(username);
    for (const path of [addressPaths.care(caseId), addressPaths.section(caseId)])
      assert.equal((await visitor.get(path)).status, 404, `${username} ${path}`);
  }
  const jo = await site.as('jo.thimble');
  assert.match((await jo.get(addressPaths.care(caseId))).text(), /2 Pretend Lane/);
  assert.equal(
    (await jo.post(addressPaths.care(caseId), notice(20), conditionPaths.care(caseId))).status,
    404,
  );
});

test('notice that nobody has answered ends with the case, and comes back when the closing was a mistake', async () => {
  const state = () =>
    rows<{ address: string; ended: boolean }>(
      sql`select split_part(address, E'\n', 1) as address, ended_on is not null as ended from casework.address_notice order by id`,
    );
  const clock = async () => {
    await runOne({ ...site.database, clock: fixedClock(momentOn(testDay)) }, countClocksJob, {
      payload: { case: caseId },
      signal: new AbortController().signal,
    });
    return rows<{ owedBy: string }>(
      sql`select owed_by as "owedBy" from casework.clock where case_id = ${caseId} and kind = 'address-answer'`,
    );
  };
  assert.deepEqual(await clock(), [{ owedBy: 'section' }], 'the section owes an answer');
  const discharged = {
    ...{ kind: 'absolute discharge by the tribunal', outcome: '', fromPlace: '', toPlace: '' },
    ...{ ...dayBoxes('authorised', testDay), ...dayBoxes('actual', testDay) },
  };
  await robin.post(registerPaths.movements(caseId), discharged, registerPaths.entry(caseId));
  const [first, second] = await state();
  assert.deepEqual([first?.ended, second], [false, { address: '3 Pretend Lane', ended: true }]);
  assert.match((await ash.get(addressPaths.mine())).text(), /Ended with the case, without an answer/);
  assert.ok(!(await robin.get(conditionPaths.all())).text().includes('EXAMPLE, Ash'));
  assert.deepEqual(await clock(), []);
  const [over] = await rows<{ id: number }>(
    sql`select max(id) as id from casework.movement where case_id = ${caseId}`,
  );
  const path = registerPaths.movement(caseId, over?.id ?? 0);
  await robin.post(path, { ...discharged, strike: 'yes' }, path);
  assert.deepEqual(
    (await state()).map(({ ended }) => ended),
    [false, false],
  );
  assert.equal((await clock()).length, 1);
  const trail = await rows<{ event: string }>(sql`select event from audit.event where case_id = ${caseId}
    and event in ('casework.address.ended-with-case', 'casework.address.came-back') order by id`);
  assert.deepEqual(
    trail.map(({ event }) => event),
    ['casework.address.ended-with-case', 'casework.address.came-back'],
  );
});
