import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { aSite, hiddenValue, type TestSite, type Visitor } from '../../../test/browser-without-browser.ts';
import { dayBoxes, testDay } from '../../../test/days.ts';
import { aVictim, byVictimDoor, mustGoOn, register, takeOn } from '../../../test/victim-side.ts';
import { asOwner } from '../../platform/database/index.ts';
import { liaisonPaths } from '../victim-liaison/paths.ts';
import { summaryPaths } from './paths.ts';

let site: TestSite;
let vic: Visitor;
let robin: Visitor;
let sky: Visitor;
let ash: Visitor;
let caseId: number;
let victim: number;
let summary: number;

const forPerson = 'You are better, and your medication helps you. You will live in Pretend Street.';
const forOutside = 'The Secretary of State decided on a conditional discharge. You are not to be contacted.';
const good = { what: 'conditional discharge', forPerson, forOutside, ...dayBoxes('decided', testDay) };

const rows = <T>(query: ReturnType<typeof sql<T>>) =>
  asOwner(site.database.adminUrl, async db => (await query.execute(db)).rows);

before(async () => {
  site = await aSite();
  [vic, robin] = [await site.as('vic.lantern'), await site.as('robin.quill')];
  [sky, ash] = [await site.as('sky.inkwell'), await site.as('ash.example')];
  caseId = await takeOn(site, vic, 'ash.example');
  victim = await register(vic, caseId, { ...aVictim, wants: ['discharge'] });
  assert.match((await ash.get(summaryPaths.mine())).text(), /There is no summary yet/);
});
after(() => site.close());

const unfit: [string, RegExp][] = [
  ['His medication was changed.', /“medication” speaks of health/],
  ['He has had leave since May.', /“leave” speaks of leave/],
  ['He will live at ZZ1 1ZZ.', /“ZZ1 1ZZ” speaks of where/],
];
for (const [text, says] of unfit) {
  test(`6.6: no summary for a victim can hold “${text}”`, async () => {
    const seen = await robin.post(summaryPaths.case(caseId), { ...good, forOutside: text });
    assert.equal(seen.status, 422);
    assert.match(seen.text(), says);
    assert.match(seen.text(), /your medication helps you/);
  });
}

test('6.6: the database itself keeps no postcode in a summary for a victim', async () => {
  await assert.rejects(
    robin.transaction(async tx => {
      const { id } = await tx.db
        .insertInto('casework.decision_summary')
        .values({
          ...{ case_id: caseId, what: 'absolute discharge', decided_on: testDay.toString(), text: 'Yes.' },
          written_by: sql<number>`access.account_id()`,
        })
        .returning('id')
        .executeTakeFirstOrThrow();
      await tx.db
        .insertInto('casework.outside_summary')
        .values({
          summary_id: id,
          case_id: caseId,
          what: 'x',
          decided_on: testDay.toString(),
          text: 'At zz11zz now.',
        })
        .execute();
    }),
    { code: '23514' },
  );
});

test('a draft is read by the section alone, and whoever wrote it cannot issue it', async () => {
  mustGoOn(await robin.post(summaryPaths.case(caseId), good));
  const [row] = await rows(sql<{ id: number }>`select id from casework.decision_summary`);
  summary = row?.id ?? 0;
  assert.match((await ash.get(summaryPaths.mine())).text(), /There is no summary yet/);
  assert.match((await vic.get(liaisonPaths.case(caseId))).text(), /No decision has been summarised/);
  const own = await robin.fill(summaryPaths.issue(caseId, summary), {}, summaryPaths.case(caseId));
  assert.equal(own.status, 409);
});

test('of two who change one draft the second is shown what stands, and keeps what they typed', async () => {
  const path = summaryPaths.draft(caseId, summary);
  const before = hiddenValue((await sky.get(path)).html, 'seen');
  mustGoOn(await robin.fill(path, { forPerson: 'Robin changed this.', forOutside }));
  const mine = { forPerson: 'Sky changed this.', forOutside };
  const late = await sky.post(path, { ...mine, seen: before });
  assert.equal(late.status, 409);
  assert.match(
    late.text(),
    /changed this draft while you were here[\s\S]*Robin changed this\.[\s\S]*Sky changed this\./,
  );
  // A mistake in between does not make the change of the other one seen.
  const mistaken = await sky.post(path, { ...mine, forOutside: '', seen: before });
  assert.equal(hiddenValue(mistaken.html, 'seen'), before);
  assert.equal((await sky.post(path, { ...mine, seen: '1e999' })).status, 409);
  mustGoOn(await robin.fill(path, { forPerson, forOutside }));
});

test('nobody issues a draft that they have not read as it stands', async () => {
  const page = summaryPaths.case(caseId);
  const before = hiddenValue((await sky.get(page)).html, 'seen');
  mustGoOn(await robin.fill(summaryPaths.draft(caseId, summary), { forPerson: 'Not read.', forOutside }));
  for (const seen of [before, 'x'])
    assert.equal((await sky.post(summaryPaths.issue(caseId, summary), { seen }, page)).status, 409);
  assert.deepEqual(await rows(sql`select from casework.decision_summary where issued_at is not null`), []);
  mustGoOn(await robin.fill(summaryPaths.draft(caseId, summary), { forPerson, forOutside }));
});

test('whoever changes a draft has written it; somebody else issues it, once', async () => {
  const changed = { forPerson, forOutside: `${forOutside} This stands.` };
  mustGoOn(await sky.fill(summaryPaths.draft(caseId, summary), changed));
  const issue = (who: Visitor) =>
    who.fill(summaryPaths.issue(caseId, summary), {}, summaryPaths.case(caseId));
  assert.equal((await issue(sky)).status, 409);
  mustGoOn(await issue(robin));
  const page = summaryPaths.case(caseId);
  assert.equal((await robin.post(summaryPaths.issue(caseId, summary), {}, page)).status, 409);
  const late = await sky.get(summaryPaths.draft(caseId, summary));
  assert.equal(late.status, 404);
});

test('6.5: the person reads their own version, and nothing says that there is another', async () => {
  const page = (await ash.get(summaryPaths.mine())).text();
  assert.match(page, /your medication helps you/);
  assert.doesNotMatch(page, /You are not to be contacted|version|victim/i);
  for (const username of ['ash.example', 'dr.vale', 'indy.marrow']) {
    const visitor = await site.as(username);
    await assert.rejects(
      visitor.transaction(tx => tx.db.selectFrom('casework.outside_summary').selectAll().execute()),
      { code: '42501' },
    );
  }
});

test('6.5: the officer reads the version without medical detail and not the person’s', async () => {
  const page = (await vic.get(liaisonPaths.victim(caseId, victim))).text();
  assert.match(page, /You are not to be contacted/);
  assert.doesNotMatch(page, /medication/);
  await assert.rejects(
    byVictimDoor(site, vic, tx => tx.db.selectFrom('casework.decision_summary').selectAll().execute()),
    { code: '42501' },
  );
});

test('6.5: the officer tells the victim, and the day and the way are kept', async () => {
  const path = liaisonPaths.told(caseId, victim);
  const page = liaisonPaths.victim(caseId, victim);
  const tell = (way: string, day: Temporal.PlainDate) =>
    vic.post(path, { summary: String(summary), way, ...dayBoxes('told', day) }, page);
  assert.equal((await tell('', testDay)).status, 422);
  assert.equal((await tell('letter', testDay.add({ days: 1 }))).status, 422);
  mustGoOn(await tell('letter', testDay));
  assert.match(
    (await vic.get(page)).text(),
    /There is nothing to tell now[\s\S]*Conditional discharge: told on/,
  );
  const form = liaisonPaths.details(caseId, victim);
  const twice = { summary: String(summary), way: 'letter', ...dayBoxes('told', testDay) };
  assert.equal((await vic.post(path, twice, form)).status, 404);
});

test('6.5: whoever opted out, or did not want to hear of it, is told nothing', async () => {
  const other = await register(vic, caseId, { ...aVictim, wants: ['end'] });
  const tell = (who: number) =>
    vic.post(
      liaisonPaths.told(caseId, who),
      { summary: String(summary), way: 'letter', ...dayBoxes('told', testDay) },
      liaisonPaths.details(caseId, who),
    );
  assert.equal((await tell(other)).status, 404);
  await assert.rejects(
    byVictimDoor(site, vic, async tx => {
      await tx.db
        .updateTable('victim.registration')
        .set({ standing: 'opted out' })
        .where('id', '=', other)
        .execute();
      await tx.db
        .insertInto('victim.delivery')
        .values({
          ...{ case_id: caseId, victim_id: other, summary_id: summary, way: 'letter' },
          ...{ delivered_on: testDay.toString(), recorded_by: sql<number>`access.account_id()` },
        })
        .execute();
    }),
    { code: 'OW142' },
  );
});

test('a summary can be written in no case that has ended, nor by anybody outside the section', async () => {
  await rows(sql`update people.case set closed_on = access.today() where id = ${caseId}`);
  assert.equal((await robin.post(summaryPaths.case(caseId), good)).status, 409);
  await rows(sql`update people.case set closed_on = null where id = ${caseId}`);
  for (const username of ['dr.vale', 'ash.example', 'vic.lantern', 'ada.tally', 'pat.ledger']) {
    const visitor = await site.as(username);
    assert.equal((await visitor.get(summaryPaths.case(caseId))).status, 404, username);
  }
});
