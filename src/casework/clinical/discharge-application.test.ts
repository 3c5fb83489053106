import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { aSite, type TestSite } from '../../../test/browser-without-browser.ts';
import { dayBoxes, testDay } from '../../../test/days.ts';
import { write } from '../../../test/deciding.ts';
import { aDischarge, decideOn, granted } from '../../../test/discharges.ts';
import { aLeaveApplication, stageOf } from '../../../test/leave-applications.ts';
import { asOwner } from '../../platform/database/index.ts';
import { conditionPaths } from '../conditions/paths.ts';
import { draftDecision, issueAsRead, sendDecision } from '../demonstration/decide.ts';
import { fill, start } from '../demonstration/play.ts';
import { decisionPaths } from '../mhcs/decision/paths.ts';
import { movePaths } from '../moves/paths.ts';
import { movesOfCase } from '../moves/queries/read-moves.ts';
import { clinicalPaths as paths } from './paths.ts';

let site: TestSite;
before(async () => {
  site = await aSite();
});
after(() => site.close());

test('DA-1 to DA-14: an application takes the clinical picture over, and goes out with the person’s words', async () => {
  const leave = await aLeaveApplication(site, {
    answers: { diagnosis: 'Canary diagnosis 52b.' },
  }).submitted();
  const stage = stageOf(site);
  const begun = await start(stage, 'ash.example', 'discharge application');
  const { clinician } = leave;
  const page = await clinician.get(paths.section(begun.id, '4c'));
  assert.ok(page.html.includes('Canary diagnosis 52b.'));
  assert.match(page.text(), /Is this still true\?/);
  const list = await clinician.get(paths.application(begun.id));
  assert.match(list.text(), /Discharge application/);
  const held = await clinician.get(paths.submit(begun.id));
  for (const gate of Array.from({ length: 14 }, (_, place) => `DA-${place + 1}`))
    assert.ok(held.text().includes(gate), gate);
  assert.match(held.text(), /nobody has confirmed/);
  assert.match((await clinician.get(paths.section(begun.id, '3a'))).text(), /One of them can be granted/);
  const again = await clinician.post(
    paths.start(begun.caseId, 'discharge-application'),
    {},
    paths.patient(begun.caseId),
  );
  assert.equal(again.status, 409, 'one at a time');
  await fill(stage, begun);
  assert.equal(
    (await clinician.get(paths.consultations(begun.id))).status,
    200,
    'others are asked as for leave',
  );
  assert.ok(!(await clinician.get(paths.section(begun.id, '5'))).html.includes('mappaUndertaking'));
  await clinician.post(paths.withdraw(begun.id), { because: 'To begin again.' }, paths.application(begun.id));
});

test('nobody but the clinician begins one, and the ward reads no closed section', async () => {
  const begun = await start(stageOf(site), 'bryn.sample', 'discharge application');
  const nurse = await site.as('jo.thimble');
  assert.equal((await nurse.get(paths.section(begun.id, '6'))).status, 404);
  assert.ok(!(await nurse.get(paths.section(begun.id, '3c'))).html.includes('placeZone'));
  const office = await site.as('pat.ledger');
  const refused = await office.post(
    paths.start(begun.caseId, 'discharge-application'),
    {},
    paths.patient(begun.caseId),
  );
  assert.equal(refused.status, 403);
});

test('a conditional discharge is granted with conditions in two wordings, and the person reads theirs', async () => {
  const sent = await aDischarge(site);
  const robin = await site.as('robin.quill');
  assert.match((await robin.get('/mhcs/worklist')).text(), /EXAMPLE, Ash.*Conditional discharge/);
  const bank = await robin.get(decisionPaths.decision(sent.id));
  assert.match(bank.text(), /Each condition as the law words it/);
  assert.ok(
    !bank.html.includes('name="testMet"'),
    'no test of the law where nobody asks for supervised discharge',
  );
  const kept = await write(robin, sent.id, {
    ...{ kind: 'grant', reasons: 'Yes.', answer: 'We said yes.', do: 'send' },
    ...{ condition: ['To live at Pretend House.', ''], rule: ['Live at Pretend House.', 'Be kind.'] },
    ...{ liberty: ['1'], standard: ['alcohol'] },
  });
  assert.equal(kept.location, decisionPaths.send(sent.id));
  const lacking = (await robin.get(decisionPaths.send(sent.id))).text();
  assert.match(lacking, /Give every condition its words/);
  assert.match(lacking, /belongs to a supervised discharge alone/);
  await decideOn(site, sent);
  const answer = await sent.person.get(`/my/documents/${sent.id}/answer`);
  assert.match(answer.text(), /Our answer about your discharge/);
  assert.ok(answer.text().includes(granted.answerConditions[0]));
  assert.ok(!answer.text().includes(granted.conditions[0]));
  const letter = await sent.clinician.get(paths.decision(sent.id));
  assert.ok(letter.text().includes(granted.conditions[0]));
  const page = await sent.clinician.get(paths.application(sent.id));
  assert.ok(!page.html.includes(paths.leave(sent.id)), 'no record of leave');
});

test('s42(2A): a supervised discharge goes out only with the test answered, met and reasoned', async () => {
  const stage = stageOf(site);
  const answers = { dischargeTypes: ['conditional-discharge', 'supervised-discharge'] };
  const sent = await aDischarge(site, { patient: 'lark.draft', answers });
  const part = { ...granted, kind: 'grant in part', granted: ['supervised-discharge'] } as const;
  const draft = {
    ...{ kind: part.kind, granted: [...part.granted], reasons: part.reasons, answer: part.answer },
    ...{ conditions: [...part.conditions], answerConditions: [...part.answerConditions] },
  };
  const page = await (await site.as('bay.notary')).get(decisionPaths.decision(sent.id));
  assert.match(page.text(), /needed to protect the public from serious harm\. \(s42\(2A\)\)/);
  const tries = [
    [{ onLiberty: [true, false] }, /test/],
    [{ onLiberty: [true, false], testMet: false, testWhy: 'Not needed.' }, /test not met/],
    [{ onLiberty: [false, false], testMet: true, testWhy: 'Needed.' }, /liberty/],
    [{ kind: 'grant', onLiberty: [true, false], testMet: true, testWhy: 'Needed.' }, /one of them/],
  ] as const;
  for (const [change, lacks] of tries) {
    const written = { ...draft, ...change, onLiberty: [...change.onLiberty], by: 'bay.notary' };
    await assert.rejects(sendDecision(stage, sent, written), lacks);
  }
  await decideOn(site, sent, {
    ...{ ...draft, by: 'bay.notary', onLiberty: [true, false], testMet: true, testWhy: 'Canary: at night.' },
  });
  const letter = await sent.clinician.get(paths.decision(sent.id));
  assert.match(letter.text(), /The test of the law.*The test is met\. Canary: at night\./);
  assert.ok(!(await sent.person.get(`/my/documents/${sent.id}/answer`)).text().includes('Canary: at night'));
});

test('s42(2A): the database itself issues nothing whose test is not met, and the second person cannot change it', async () => {
  const stage = stageOf(site);
  const sent = await aDischarge(site, {
    ...{ patient: 'dale.mockup', answers: { dischargeTypes: ['supervised-discharge'] } },
  });
  await draftDecision(stage, sent, {
    ...granted,
    conditions: [...granted.conditions],
    answerConditions: [...granted.answerConditions],
    onLiberty: [true, false],
  });
  const robin = await stage.as('robin.quill');
  const wait = (set: Record<string, unknown>) =>
    robin.transaction(tx =>
      tx.db.updateTable('casework.decision').set(set).where('document_id', '=', sent.id).execute(),
    );
  await wait({ granted: ['supervised-discharge'] });
  await wait({ state: 'awaiting authorisation' });
  await asOwner(site.database.adminUrl, db =>
    db
      .updateTable('casework.document')
      .set({ state: 'awaiting authorisation' })
      .where('id', '=', sent.id)
      .execute(),
  );
  const nat = await stage.as('nat.charter');
  const issue = () => nat.transaction(tx => issueAsRead(tx, stage, sent));
  await assert.rejects(issue(), { code: 'OW180' });
  await assert.rejects(wait({ test_met: true }), { code: 'OW004' });
});

test('the conditions begin on the day on which the discharge happened, and the person reads them', async () => {
  const [move] = await moves(await caseOf('ash.example'));
  assert.deepEqual(
    [move?.movement, move?.state],
    ['conditional discharge by the Secretary of State', 'stands'],
  );
  const robin = await site.as('robin.quill');
  const path = movePaths.move(move?.id ?? 0);
  const before = await heldBy('ash.example');
  assert.ok(!before.includes(granted.answerConditions[0]));
  await robin.post(movePaths.happened(move?.id ?? 0), dayBoxes('actual', testDay), path);
  const held = await heldBy('ash.example');
  for (const condition of granted.answerConditions) assert.ok(held.includes(condition), condition);
});

test('a supervised discharge marks the register, and nobody but the section touches its conditions', async () => {
  const caseId = await caseOf('lark.draft');
  const [move] = await moves(caseId);
  const bay = await site.as('bay.notary');
  await bay.post(
    movePaths.happened(move?.id ?? 0),
    dayBoxes('actual', testDay),
    movePaths.move(move?.id ?? 0),
  );
  const kept = await asOwner(site.database.adminUrl, db =>
    db
      .selectFrom('casework.discharge_condition as c')
      .innerJoin('casework.register_flag as f', 'f.case_id', 'c.case_id')
      .select(['c.on_liberty', 'f.supervised_discharge', 'c.set_by'])
      .where('c.case_id', '=', caseId)
      .orderBy('c.id')
      .execute(),
  );
  assert.deepEqual(
    kept.map(row => [row.on_liberty, row.supervised_discharge, row.set_by]),
    [
      [true, true, 'Secretary of State'],
      [false, true, 'Secretary of State'],
    ],
  );
  for (const username of ['dr.vale', 'jo.thimble', 'lark.draft']) {
    const who = await site.as(username);
    const relax = who.transaction(tx =>
      tx.db
        .updateTable('casework.discharge_condition')
        .set({ until_on: testDay.toString(), lifted_by: 'Secretary of State' })
        .where('case_id', '=', caseId)
        .execute(),
    );
    await assert.rejects(relax, { code: '42501' }, username);
  }
});

const caseOf = (username: string) =>
  asOwner(site.database.adminUrl, async db => {
    const found = await db
      .selectFrom('people.case as k')
      .innerJoin('people.account as a', 'a.person_id', 'k.person_id')
      .select('k.id')
      .where('a.username', '=', username)
      .executeTakeFirstOrThrow();
    return found.id;
  });
const moves = async (caseId: number) =>
  (await site.as('lee.warrant')).transaction(tx => movesOfCase(tx, caseId));
const heldBy = async (username: string) =>
  (await (await site.as(username)).get(conditionPaths.mine())).text();
