import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { aSite, type TestSite, type Visitor } from '../../../test/browser-without-browser.ts';
import { dayBoxes, testDay, written } from '../../../test/days.ts';
import { roundTrips, rowsOf } from '../../../test/deciding.ts';
import { decided } from '../../../test/decisions.ts';
import { aLeaveApplication, stageOf } from '../../../test/leave-applications.ts';
import { aRequestSent } from '../../../test/requests.ts';
import { clinicalPaths } from '../clinical/paths.ts';
import { leave } from '../demonstration/play.ts';
import { mhcsPaths } from '../mhcs/paths.ts';
import { personPaths } from '../person/paths.ts';
import { againPaths } from '../reconsideration/paths.ts';
import { registerPaths } from '../register/paths.ts';
import { movePaths } from './paths.ts';
import { movesOfCase } from './queries/read-moves.ts';

let site: TestSite;
let robin: Visitor;
let vale: Visitor;
before(async () => {
  site = await aSite();
  [robin, vale] = await Promise.all([site.as('robin.quill'), site.as('dr.vale')]);
});
after(() => site.close());

const mailTo = (path: string) =>
  rowsOf<{ who: string }>(
    site,
    sql`select a.username as who from platform.mail m join people.account a on a.id = m.to_account_id
      where m.path = ${path} and m.subject = 'mail.something' order by 1`,
  );
const withdrawal = { reason: 'Canary 71: something was heard.', plain: 'We have to look at it again.' };

test('a consent to leave that is taken back is told to the clinician with its reason and to the person in plain words', async () => {
  const of = await aLeaveApplication(site, { patient: 'ash.example' }).submitted();
  const path = movePaths.consent(of.id);
  assert.equal((await robin.get(path)).status, 409, 'nothing was consented to yet');
  await decided(site, of, { kind: 'grant', granted: [] });
  await leave(stageOf(site), { ...of, patient: 'ash.example', clinician: 'dr.vale' }, ['granted', 'started']);
  assert.ok((await robin.get(mhcsPaths.application(of.id))).html.includes(path));
  const empty = await robin.post(path, { reason: withdrawal.reason, plain: ' ' }, path);
  assert.equal(empty.status, 422);
  assert.ok(empty.html.includes(withdrawal.reason), 'what was typed is kept');
  const low = await robin.post(path, withdrawal, path);
  assert.equal(low.status, 409, 'a caseworker could not have given it');
  const lee = await site.as('lee.warrant');
  assert.equal((await lee.post(path, withdrawal, path)).status, 303);
  assert.equal((await lee.post(path, withdrawal, registerPaths.entry(of.caseId))).status, 409, 'once');
  const care = await vale.get(clinicalPaths.application(of.id));
  assert.match(care.text(), new RegExp(`consent to this leave was withdrawn on ${written(testDay)}`));
  assert.ok(care.html.includes(withdrawal.reason));
  assert.ok(roundTrips(care) <= 4);
  const mine = await of.person.get(personPaths.application(of.id));
  assert.match(mine.text(), /You cannot go on this leave now/);
  assert.ok(mine.html.includes(withdrawal.plain));
  assert.ok(!mine.html.includes('Canary 71'), 'the reason can speak of others');
  assert.ok((await mailTo(clinicalPaths.application(of.id))).some(({ who }) => who === 'dr.vale'));
  assert.ok((await mailTo(personPaths.application(of.id))).some(({ who }) => who === 'ash.example'));
  // There is nothing left to look at again: nobody is shown a way that ends in a refusal.
  for (const [who, shown, asks] of [
    [of.person, personPaths.answer(of.id), againPaths.person(of.id)],
    [vale, clinicalPaths.decision(of.id), againPaths.clinical(of.id)],
    [vale, clinicalPaths.application(of.id), againPaths.clinical(of.id)],
    [robin, mhcsPaths.application(of.id), againPaths.section(of.id)],
  ] as const) {
    assert.ok(!(await who.get(shown)).html.includes(asks), shown);
    assert.match((await who.get(asks)).text(), /The consent to this leave was taken back/);
  }
  const record = await vale.get(clinicalPaths.leave(of.id));
  assert.match(record.text(), /was withdrawn on/);
  await vale.post(
    clinicalPaths.leave(of.id),
    { kind: 'suspended', ...dayBoxes('on', testDay), note: 'MHCS.' },
    clinicalPaths.leave(of.id),
  );
  assert.ok(!/value="resumed"/.test((await vale.get(clinicalPaths.leave(of.id))).html));
  const past = vale.transaction(tx =>
    sql`insert into casework.leave_event (document_id, case_id, kind, on_day, recorded_by)
      values (${of.id}, ${of.caseId}, 'resumed', access.today(), access.account_id())`.execute(tx.db),
  );
  await assert.rejects(past, { code: 'OW124' });
  const reads = of.person.transaction(tx =>
    sql`select why from casework.consent_withdrawal where document_id = ${of.id}`.execute(tx.db),
  );
  assert.deepEqual((await reads).rows, [], 'by no door');
});

test('the clinician and the person see what was authorised: not yet, when it happened, and why it was taken back', async () => {
  const answers = { accepted: 'yes', acceptedOn: String(testDay) };
  const of = await aRequestSent(site, { kind: 'transfer', patient: 'lark.draft', answers });
  await decided(site, of, { kind: 'grant', granted: [] });
  const [move] = await robin.transaction(tx => movesOfCase(tx, of.caseId));
  assert.ok(move);
  const patient = clinicalPaths.patient(of.caseId);
  const care = async () => (await of.clinician.get(clinicalPaths.application(of.id))).text();
  const mine = async () => (await of.person.get(personPaths.application(of.id))).text();
  assert.match(await care(), new RegExp(`Authorised, not yet done Authorised on ${written(testDay)}`));
  assert.match((await of.clinician.get(patient)).text(), /Authorised, not yet done/);
  assert.match(await mine(), new RegExp(`agreed to this on ${written(testDay)}. It has not happened yet`));
  const path = movePaths.move(move.id);
  const silent = await robin.post(
    movePaths.ended(move.id),
    { as: 'withdrawn', reason: 'x', plain: '' },
    path,
  );
  assert.equal(silent.status, 422);
  assert.match(silent.text(), /Write what the person reads/);
  const lee = await site.as('lee.warrant');
  await lee.post(
    movePaths.ended(move.id),
    { as: 'withdrawn', reason: 'Canary 72: the bed is needed.', plain: 'There is no bed for you there now.' },
    path,
  );
  assert.match(await care(), /Consent withdrawn.*Canary 72/);
  assert.match(await mine(), /took its agreement back on .* There is no bed for you there now/);
  assert.ok(!(await mine()).includes('Canary 72'));
  assert.equal((await mailTo(personPaths.application(of.id))).length > 0, true);
  const rows = of.person.transaction(tx => movesOfCase(tx, of.caseId));
  assert.deepEqual(await rows, [], 'the person reads what was written for them, and no row');
});
