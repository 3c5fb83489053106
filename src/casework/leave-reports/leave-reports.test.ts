import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { aSite, type TestSite, type Visitor } from '../../../test/browser-without-browser.ts';
import { dayBoxes, testDay, written } from '../../../test/days.ts';
import { roundTrips, rowsOf } from '../../../test/deciding.ts';
import { type Deciding, decided } from '../../../test/decisions.ts';
import { type Application, aLeaveApplication, someWords, stageOf } from '../../../test/leave-applications.ts';
import { asWorker } from '../../platform/database/index.ts';
import { clinicalPaths } from '../clinical/paths.ts';
import { countClocks } from '../clocks/commands/count-clocks.ts';
import { clockPaths } from '../clocks/paths.ts';
import { fill, invite, leave, say, submit } from '../demonstration/play.ts';
import { decisionPaths } from '../mhcs/decision/paths.ts';
import { mhcsPaths } from '../mhcs/paths.ts';
import { personPaths } from '../person/paths.ts';
import { leaveReportPaths as paths } from './paths.ts';

let site: TestSite;
let robin: Visitor;
let vale: Visitor;
before(async () => {
  site = await aSite();
  [robin, vale] = await Promise.all([site.as('robin.quill'), site.as('dr.vale')]);
});
after(() => site.close());

const dueOn = testDay.add({ days: 28 });
const consent = { kind: 'grant', granted: [], reportBy: String(dueOn) } satisfies Deciding;
const ofAsh = { patient: 'ash.example', clinician: 'dr.vale' };
const count = (caseId: number) =>
  asWorker(site.database.pools, 'count', tx => countClocks(tx, caseId, testDay));
const asksOf = ({ caseId }: { caseId: number }) =>
  rowsOf<{ id: number; by: string; consent: number | null; report: number | null; withdrawn: boolean }>(
    site,
    sql`select id, by_on as by, consent_id as consent, report_id as report, withdrawn_at is not null as withdrawn
      from casework.leave_report_ask where case_id = ${caseId} order by id`,
  );
const clocksOf = ({ caseId }: { caseId: number }) =>
  rowsOf<{ due: string; owed: string }>(
    site,
    sql`select due_on as due, owed_by as owed from casework.clock where case_id = ${caseId} and kind = 'leave-report'`,
  );
async function lastAsk(of: { caseId: number }): Promise<number> {
  const last = (await asksOf(of)).at(-1);
  assert.ok(last);
  return last.id;
}

let first: Application;

test('a report is asked for with the consent: its day stands in the letter and in the answer, and counts from the issue', async () => {
  first = await aLeaveApplication(site, {
    patient: 'ash.example',
    answers: { leaveTypes: ['escorted-day'] },
  }).submitted();
  const page = decisionPaths.decision(first.id);
  assert.match((await robin.get(page)).text(), /Ask for a report on completed leave\?/);
  const bad = await robin.post(page, { ...dayBoxes('report', testDay), version: '0', base: '' }, page);
  assert.equal(bad.status, 422);
  assert.match(bad.text(), /Give a day that is still to come/);
  await decided(site, first, consent);
  const [ask] = await asksOf(first);
  assert.deepEqual([ask?.by, ask?.consent, ask?.report], [String(dueOn), first.id, null]);
  const letter = await vale.get(clinicalPaths.decision(first.id));
  assert.match(letter.text(), new RegExp(`report on the leave by ${written(dueOn)}`));
  const answer = await first.person.get(personPaths.answer(first.id));
  assert.match(answer.text(), new RegExp(`tell us by ${written(dueOn)} how your leave went`));
  await count(first.caseId);
  assert.deepEqual(await clocksOf(first), [{ due: String(dueOn), owed: 'hospital' }]);
});

test('it stands in the clinician’s list and among what falls due, and the person reads of it', async () => {
  const list = await vale.get(clinicalPaths.patients());
  assert.match(list.text(), new RegExp(`report on completed leave Due by ${written(dueOn)}`));
  const page = await vale.get(clinicalPaths.patient(first.caseId));
  assert.match(page.text(), /Reports that MHCS asked for/);
  assert.ok(roundTrips(page) <= 4);
  assert.match((await vale.get(clockPaths.due())).text(), /Report on completed leave/);
  assert.match((await first.person.get(clockPaths.mine())).text(), /Report on completed leave/);
  const stranger = await site.as('jo.thimble');
  assert.ok(!(await stranger.get(clinicalPaths.patients())).text().includes('Reports that MHCS asked for'));
});

test('the report begins with the leave that the record holds, goes out confirmed with the person’s words, and is noted', async () => {
  await leave(stageOf(site), { ...first, ...ofAsh }, ['granted', 'started', 'completed']);
  const id = await lastAsk(first);
  const begun = await vale.post(paths.begin(id), {}, clinicalPaths.patient(first.caseId));
  const report = Number(/\d+$/.exec(begun.location ?? '')?.[0]);
  const again = await vale.post(paths.begin(id), {}, clinicalPaths.patient(first.caseId));
  assert.equal(again.location, clinicalPaths.application(report), 'what was begun is gone on with');
  const patient = async () => (await vale.get(clinicalPaths.patient(first.caseId))).text();
  assert.match(await patient(), /Go on with the report/);
  const section = await vale.get(clinicalPaths.section(report, '3'));
  assert.match(
    section.text(),
    new RegExp(`From the leave record, where it was last added to on ${written(testDay)}`),
  );
  assert.match(
    section.html,
    /value="escorted-day"[^>]*checked|selected[^>]*>Escorted in the community, for a day|value="escorted-day" selected/,
  );
  const gates = await vale.get(clinicalPaths.submit(report));
  for (const gate of ['LR-1', 'LR-2', 'LR-3', 'LR-4', 'LR-5']) assert.ok(gates.text().includes(gate), gate);
  const [row] = await rowsOf<{ occasion: number }>(
    site,
    sql`select occasion_id as occasion from casework.document where id = ${report}`,
  );
  const played = { id: report, caseId: first.caseId, occasionId: row?.occasion ?? 0, ...ofAsh };
  const known = { caseId: first.caseId, clinician: 'dr.vale', authority: 's37/41' };
  const entry = { kind: 'escorted-day', from: String(testDay), until: String(testDay) };
  await fill(
    stageOf(site),
    { ...played, known },
    {
      leaveHistory: [{ ...entry, amount: 'Once, for 2 hours', destination: 'The park' }],
      leaveHow: 'Canary: it went well.',
    },
  );
  await invite(stageOf(site), played);
  const shown = await first.person.get(`/my/documents/${report}`);
  assert.match(shown.text(), /The report about my leave/);
  assert.ok(shown.html.includes('Canary: it went well.'));
  await say(stageOf(site), played, someWords);
  await submit(stageOf(site), played);
  await count(first.caseId);
  assert.deepEqual(await clocksOf(first), []);
  assert.match((await robin.get(paths.case(first.caseId))).text(), /In Due by/);
  assert.match(await patient(), /Read the report/);
  assert.ok(!(await vale.get(clinicalPaths.patients())).text().includes('report on completed leave Due by'));
  assert.match((await robin.get(mhcsPaths.worklist())).text(), /Report on completed leave/);
  for (const path of [clinicalPaths.pdf(report), clinicalPaths.word(report)])
    assert.equal((await vale.get(path)).status, 200);
  await decided(site, played, { kind: 'note', conditions: [], answerConditions: [] });
  const answer = await first.person.get(personPaths.answer(report));
  assert.match(answer.text(), /Our answer about the report on your leave/);
  for (const words of Object.values(someWords)) assert.ok(answer.html.includes(words), words);
});

test('later it is asked for on the page of the case, by a day to come, and the clinician is told', async () => {
  const { caseId } = first;
  const page = paths.case(caseId);
  const empty = await robin.post(page, { what: 'How the new walk went.', ...dayBoxes('by', testDay) }, page);
  assert.equal(empty.status, 422);
  assert.match(empty.text(), /Choose which leave it is about/);
  assert.match(empty.text(), /Give a day that is still to come/);
  assert.ok(empty.html.includes('How the new walk went.'), 'what was typed is kept');
  const asked = { about: 'all', what: 'How the new walk went.', ...dayBoxes('by', testDay.add({ days: 1 })) };
  assert.equal((await robin.post(page, asked, page)).status, 303);
  assert.match((await vale.get(clinicalPaths.patient(caseId))).text(), /All leave that was taken Waiting/);
  const [mail] = await rowsOf<{ n: number }>(
    site,
    sql`select count(*)::int as n from platform.mail m join people.account a on a.id = m.to_account_id
      where a.username = 'dr.vale' and m.path = ${clinicalPaths.patient(caseId)}`,
  );
  assert.equal(mail?.n, 1);
  await assert.rejects(
    vale.transaction(tx =>
      sql`insert into casework.leave_report_ask (case_id, by_on, asked_by)
        values (${caseId}, access.today(), access.account_id())`.execute(tx.db),
    ),
    { code: '42501' },
    'a clinician asks nobody',
  );
});

test('gate LG-14: while a report that was asked for is late, no new leave is asked for', async () => {
  await rowsOf(
    site,
    sql`with late as (update casework.leave_report_ask set by_on = access.today() - 1 where id = ${await lastAsk(first)} returning 1)
      select * from late`,
  );
  const next = await aLeaveApplication(site, { patient: 'ash.example' }).said();
  const page = await vale.get(clinicalPaths.submit(next.id));
  assert.match(page.text(), /MHCS asked for a report on completed leave, and it is late/);
});

test('the asking is taken back with its reason, once, and not after the report is in', async () => {
  const id = await lastAsk(first);
  const path = paths.withdraw(id);
  assert.equal((await robin.post(path, { why: ' ' }, path)).status, 422);
  assert.equal((await robin.post(path, { why: 'The annual report says it all.' }, path)).status, 303);
  const care = await vale.get(clinicalPaths.patient(first.caseId));
  assert.match(care.text(), /Not asked for any more: The annual report says it all/);
  assert.ok(!care.html.includes(paths.begin(id)));
  assert.equal((await robin.post(path, { why: 'Again.' }, paths.case(first.caseId))).status, 409);
  const begin = await vale.post(paths.begin(id), {}, clinicalPaths.patient(first.caseId));
  assert.equal(begin.status, 409);
  const [done] = await asksOf(first);
  const past = robin.transaction(tx =>
    sql`update casework.leave_report_ask set withdrawn_at = now(), withdrawn_by = access.account_id(), withdrawn_why = 'x'
      where id = ${done?.id}`.execute(tx.db),
  );
  await assert.rejects(past, { code: 'OW004' });
});
