import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { anAnnualReport } from '../../../test/annual-reports.ts';
import { aSite, type TestSite, type Visitor } from '../../../test/browser-without-browser.ts';
import { dayBoxes, testDay } from '../../../test/days.ts';
import { standing } from '../../../test/deciding.ts';
import { aDischargeReport, discharge, supervisors } from '../../../test/discharge-reports.ts';
import { someWords, stageOf } from '../../../test/leave-applications.ts';
import { wholeForm } from '../../../test/whole-form.ts';
import { asOwner, asWorker } from '../../platform/database/index.ts';
import { countClocks } from '../clocks/commands/count-clocks.ts';
import { draftDecision } from '../demonstration/decide.ts';
import { decisionPaths } from '../mhcs/decision/paths.ts';
import { reportingPaths } from '../reporting/paths.ts';
import { withdrawApplication } from './commands/withdraw-application.ts';
import { clinicalPaths as paths } from './paths.ts';
import { readApplication } from './queries/read-application.ts';

let site: TestSite;
let sol: Visitor;
let cass: Visitor;
let caseId = 0;
before(async () => {
  site = await aSite();
  const earlier = await anAnnualReport(site, {
    patient: 'bryn.sample',
    answers: { diagnosis: 'Canary diagnosis 91d.' },
  }).submitted();
  await earlier.clinician.transaction(async tx =>
    withdrawApplication(tx, await readApplication(tx, earlier.id), 'Discharged by the tribunal.'),
  );
  caseId = await discharge(site, 'bryn.sample');
  [sol, cass] = await Promise.all([site.as(supervisors.social), site.as(supervisors.clinical)]);
});
after(() => site.close());

const mails = (path: string) =>
  asOwner(site.database.adminUrl, async db => {
    const { rows } = await sql<{ username: string }>`select a.username from platform.mail m
      join people.account a on a.id = m.to_account_id where m.path = ${path} order by m.id`.execute(db);
    return rows.map(({ username }) => username);
  });
const begun = async (who: Visitor) =>
  who.post(paths.start(caseId, 'discharge-report'), {}, paths.patient(caseId));
const save = async (who: Visitor, id: number, section: string) => {
  const path = paths.section(id, section);
  return who.post(path, wholeForm(await who.get(path), path), path);
};
const withdraw = (id: number) =>
  cass.transaction(async tx => withdrawApplication(tx, await readApplication(tx, id), 'A test.'));
const documentIn = (location: string | undefined) => Number(/\/documents\/(\d+)/.exec(location ?? '')?.[1]);

test('supervisors begin it for somebody who is discharged; clinicians do not, nor for anybody in hospital', async () => {
  const vale = await site.as('dr.vale');
  assert.equal((await begun(vale)).status, 403);
  const inHospital = await asOwner(site.database.adminUrl, async db => {
    const { rows } = await sql<{
      id: number;
    }>`insert into people.circle (case_id, account_id, capacity, basis)
      select p.case_id, a.id, 'social_supervisor', 'to come' from casework.patient p, people.account a
      where p.mhcs_reference = 'EX/0001' and a.username = ${supervisors.social} returning case_id as id`.execute(
      db,
    );
    return rows[0]?.id ?? 0;
  });
  const early = await sol.post(paths.start(inHospital, 'discharge-report'), {}, paths.patient(caseId));
  assert.equal(early.status, 409);
  assert.match(early.text(), /By the register they are not/);
});

test('it begins with what the record knows, the conditions among it, and the picture waits for the other hand', async () => {
  const id = documentIn((await begun(sol)).location);
  const list = await sol.get(paths.application(id));
  assert.match(list.text(), /Part A: the person, their home and their care/);
  assert.match(list.text(), /Written and signed by: Social supervisor\. Your turn/);
  assert.match(list.text(), /Written and signed by: Clinical supervisor\. Later/);
  assert.ok((await sol.get(paths.section(id, 'A1'))).html.includes('Sol Bridge'));
  assert.ok((await sol.get(paths.section(id, 'B2'))).html.includes('Live at 4 Canal Street'));
  const other = await sol.get(paths.section(id, 'C2'));
  assert.equal(other.location, paths.check(id), 'another’s part is read, not written');
  const picture = await cass.get(paths.section(id, 'C2'));
  assert.ok(picture.html.includes('Canary diagnosis 91d.'));
  assert.match(picture.text(), /Is this still true\?/);
  const theirs = await cass.post(paths.section(id, 'A2'), { livesAt: 'Elsewhere.' }, paths.section(id, 'C2'));
  assert.match(theirs.text(), /written and signed by somebody else/);
  const early = await sol.get(paths.part(id, 'A'));
  assert.match(early.text(), /cannot be signed yet/);
  assert.equal(
    (await sol.post(paths.part(id, 'A'), { name: 'Sol Bridge' }, paths.section(id, 'A1'))).status,
    409,
  );
  assert.equal((await sol.get(paths.part(id, 'B'))).status, 409);
  assert.equal((await sol.get(paths.part(id, 'C'))).status, 403);
  await withdraw(id);
});

test('a part is signed by name and taken back, and those whose turn it is find it on their start page', async () => {
  const report = await aDischargeReport(site, { patient: 'bryn.sample' }).signed();
  const { id } = report;
  assert.ok((await mails(paths.application(id))).includes(supervisors.clinical));
  assert.match((await cass.get(paths.patients())).text(), /Waiting for you to write and sign.*Part C/);
  assert.ok(!(await sol.get(paths.patients())).html.includes(paths.application(id)));
  const taken = await sol.post(paths.takePartBack(id, 'B'), {}, paths.application(id));
  assert.equal(taken.location, paths.application(id));
  assert.match((await sol.get(paths.patients())).text(), /Part B/);
  assert.equal((await save(sol, id, 'B1')).status, 303);
  const wrong = await sol.post(paths.part(id, 'B'), { name: 'Somebody Else' }, paths.part(id, 'B'));
  assert.equal(wrong.status, 422);
  assert.ok(wrong.html.includes('value="Somebody Else"'));
  const blocked = await cass.get(paths.submit(id));
  assert.match(blocked.text(), /One part has not been signed/);
  const signed = await sol.post(paths.part(id, 'B'), { name: 'sol  bridge' }, paths.part(id, 'B'));
  assert.equal(signed.location, paths.application(id));
  const late = await sol.post(paths.section(id, 'B1'), { daytime: 'Later.' }, paths.application(id));
  assert.equal(late.status, 409);
  await withdraw(id);
});

test('the person’s words go with it, MHCS notes it with a concern, and both supervisors and the person are told', async () => {
  const report = await aDischargeReport(site, { patient: 'bryn.sample' }).signed();
  const { id } = report;
  const page = await cass.get(paths.submit(id));
  for (const gate of ['DR-1', 'DR-2', 'DR-3', 'DR-4', 'DR-5']) assert.ok(page.text().includes(gate), gate);
  const sent = await cass.post(
    paths.submit(id),
    { seen: 'yes', ...dayBoxes('sight', testDay), note: '', name: 'Dr Cass Anchor' },
    paths.submit(id),
  );
  assert.equal(sent.location, paths.application(id));
  assert.match((await cass.get(paths.application(id))).text(), /Report on a conditional discharge/);
  assert.equal((await sol.get(paths.check(id))).status, 200);
  assert.match((await (await site.as('dr.vale')).get(paths.check(id))).text(), /4 Canal Street/);
  const robin = await site.as('robin.quill');
  const seen = await robin.get(`/mhcs/documents/${id}`);
  for (const words of Object.values(someWords)) assert.ok(seen.html.includes(words), words);
  await draftDecision(stageOf(site), report, {
    ...{ kind: 'note with concern', reasons: 'We are concerned about the missed visits.' },
    ...{ answer: 'We have read the report about you. We worry about the visits that you missed.' },
    ...{ conditions: [], answerConditions: [] },
  });
  await robin.fill(decisionPaths.send(id), {}, decisionPaths.send(id));
  await robin.fill(decisionPaths.authorise(id), {}, decisionPaths.authorise(id));
  const stands = await standing(site, id);
  assert.deepEqual([stands?.state, stands?.outcome, stands?.level], ['decided', 'note with concern', 1]);
  const told = await mails(paths.decision(id));
  for (const username of Object.values(supervisors)) assert.ok(told.includes(username), username);
  const letter = await cass.get(paths.decision(id));
  assert.match(letter.text(), /report on a conditional discharge/i);
  assert.ok(!/annual/i.test(letter.text()));
  const person = await site.as('bryn.sample');
  const answer = await person.get(`/my/documents/${id}/answer`);
  assert.match(answer.text(), /We worry about the visits/);
  assert.ok(!/blynyddol/i.test(answer.text()), 'nothing is said of the yearly report');
  assert.match((await person.get('/my')).text(), /ers i mi adael yr ysbyty/);
});

const clock = async () => {
  await asWorker(site.database.pools, 'count', tx => countClocks(tx, caseId, testDay));
  return asOwner(site.database.adminUrl, db =>
    db
      .selectFrom('casework.clock')
      .select(['due_on as dueOn', 'expected_on as expectedOn'])
      .where('case_id', '=', caseId)
      .where('kind', '=', 'discharge-report')
      .executeTakeFirstOrThrow(),
  );
};

test('a report that comes ends its clock and begins the next; late is said beside it, and the section agrees an interval', async () => {
  const from = testDay.subtract({ days: 20 });
  const due = from.add({ months: 3 });
  assert.deepEqual(await clock(), { dueOn: due.toString(), expectedOn: null });
  const path = reportingPaths.supervisors(caseId);
  assert.ok((await sol.get(paths.patient(caseId))).html.includes(path));
  const early = await sol.post(path, { ...dayBoxes('expected', testDay), reason: 'Away on leave.' }, path);
  assert.equal(early.status, 422);
  assert.ok(early.html.includes('Away on leave.'));
  const expected = due.add({ days: 9 });
  const tooLong = { ...dayBoxes('expected', expected), reason: 'x'.repeat(4001) };
  assert.equal((await sol.post(path, tooLong, path)).status, 422);
  const said = await sol.post(
    path,
    { ...dayBoxes('expected', expected), reason: 'The supervisor is away.' },
    path,
  );
  assert.equal(said.location, path);
  assert.deepEqual(await clock(), { dueOn: due.toString(), expectedOn: expected.toString() });
  const robin = await site.as('robin.quill');
  const section = reportingPaths.section(caseId);
  assert.ok((await robin.get(`/mhcs/cases/${caseId}`)).html.includes(section));
  assert.match((await robin.get(section)).text(), /will be late.*The supervisor is away/);
  assert.match((await robin.post(section, { months: '6' }, section)).text(), /Say why/);
  assert.equal((await robin.post(section, { months: '6', reason: 'x'.repeat(4001) }, section)).status, 422);
  await robin.post(section, { months: '6', reason: 'Two steady years.' }, section);
  assert.equal((await clock()).dueOn, from.add({ months: 6 }).toString());
  assert.match((await sol.get(path)).text(), /every 6 months.*Two steady years/);
  assert.equal((await (await site.as('dr.finch')).get(path)).status, 404);
  const other = reportingPaths.section(caseId + 1);
  assert.equal((await robin.post(other, { months: '6', reason: 'Steady.' }, section)).status, 409);
});
