import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { aSite, type TestSite } from '../../../test/browser-without-browser.ts';
import { dayBoxes, testDay } from '../../../test/days.ts';
import { write } from '../../../test/deciding.ts';
import { aDischarge, aSupervisor, decideOn, granted } from '../../../test/discharges.ts';
import { aLeaveApplication, someWords, stageOf } from '../../../test/leave-applications.ts';
import { asOwner } from '../../platform/database/index.ts';
import { entriesOf } from '../../platform/forms/index.ts';
import { conditionPaths } from '../conditions/paths.ts';
import { draftDecision, issueAsRead, sendDecision } from '../demonstration/decide.ts';
import { fill, invite, say, start, submit } from '../demonstration/play.ts';
import { decisionPaths } from '../mhcs/decision/paths.ts';
import { movePaths } from '../moves/paths.ts';
import { movesOfCase } from '../moves/queries/read-moves.ts';
import { clinicalPaths as paths } from './paths.ts';
import { readApplication } from './queries/read-application.ts';

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
  for (const path of [paths.pdf(sent.id), paths.word(sent.id), paths.letterPdf(sent.id)])
    assert.equal((await sent.clinician.get(path)).status, 200, path);
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

async function aChange(
  patient: string,
  { why, ...change }: { why: string; what: string; wording?: string },
  types: string[],
) {
  const stage = stageOf(site);
  const caseId = await caseOf(patient);
  const supervisor = await stage.as(`super.${patient.split('.')[0]}`);
  const begun = await supervisor.post(paths.start(caseId, 'change-of-conditions'), {}, paths.patient(caseId));
  const id = Number(/\/documents\/(\d+)/.exec(begun.location ?? '')?.[1]);
  const { occasionId, open } = await supervisor.transaction(tx => readApplication(tx, id));
  const changes = entriesOf(open.find(({ section }) => section === '3')?.answers.changes);
  const played = { id, caseId, occasionId, patient, clinician: `super.${patient.split('.')[0]}` };
  const known = { caseId, authority: 's37/41', clinician: played.clinician };
  await fill(
    stage,
    { ...played, known },
    {
      ...{ changeTypes: types, purpose: 'Canary: it went well.' },
      changes: changes.map((entry, place) => ({ ...entry, ...(place === 0 ? change : {}), why })),
    },
  );
  await invite(stage, played);
  await say(stage, played, someWords);
  await submit(stage, played);
  return { ...played, changes };
}

test('a supervisor asks for a change: the conditions that hold stand in it, and each says what becomes of it', async () => {
  await aSupervisor(site, 'ash.example');
  const sent = await aChange(
    'ash.example',
    { what: 'change', wording: 'To live in Sample Terrace.', why: 'Moved on.' },
    ['change-of-conditions'],
  );
  assert.deepEqual(
    sent.changes.map(({ now, what }) => [now, what]),
    granted.conditions.map(text => [text, 'keep']),
  );
  const supervisor = await stageOf(site).as('super.ash');
  for (const path of [paths.pdf(sent.id), paths.word(sent.id)])
    assert.equal((await supervisor.get(path)).status, 200, path);
  const vale = await site.as('dr.vale');
  assert.equal(
    (await vale.post(paths.start(sent.caseId, 'change-of-conditions'), {}, paths.patient(sent.caseId)))
      .status,
    403,
  );
  const robin = await site.as('robin.quill');
  const page = await robin.get(decisionPaths.decision(sent.id));
  for (const text of [...granted.conditions, ...granted.answerConditions])
    assert.ok(page.html.includes(text), text);
  await decideOn(site, sent, {
    ...{ conditions: ['To live in Sample Terrace.', granted.conditions[1]] },
    ...{
      answerConditions: ['Live in Sample Terrace.', granted.answerConditions[1]],
      authorisedBy: 'drew.sealing',
    },
  });
  const held = await conditionsIn(sent.caseId);
  assert.deepEqual(
    held.map(({ wording, until_on, replaces }) => [wording, until_on === null, replaces !== null]),
    [
      [granted.conditions[0], false, false],
      [granted.conditions[1], true, false],
      ['To live in Sample Terrace.', true, true],
    ],
  );
  assert.match(await heldBy('ash.example'), /Live in Sample Terrace\./);
  assert.equal(held[0]?.lifted_why, null, 'the reasons of the letter are not read by the person here');
});

test('42(2A): a condition on liberty is eased by the Secretary of State where that was asked for, and not beside it', async () => {
  await aSupervisor(site, 'lark.draft');
  const kept = {
    conditions: [granted.conditions[1]],
    answerConditions: [granted.answerConditions[1]],
    onLiberty: [false],
  };
  const change = { what: 'end', why: 'Tested for a year.' };
  const plain = await aChange('lark.draft', change, ['change-of-conditions']);
  await assert.rejects(
    decideOn(site, plain, { ...kept, by: 'bay.notary', authorisedBy: 'lee.warrant' }),
    /relaxes/,
  );
  await decideOn(site, plain, {
    ...{ kind: 'refuse', conditions: [], answerConditions: [], onLiberty: [] },
    ...{ by: 'bay.notary', authorisedBy: 'lee.warrant' },
  });
  const caseId = plain.caseId;
  const decision = await asOwner(site.database.adminUrl, db =>
    db
      .selectFrom('casework.decision')
      .select('id')
      .where('document_id', '=', plain.id)
      .executeTakeFirstOrThrow(),
  );
  const past = (await site.as('lee.warrant')).transaction(tx =>
    tx.db
      .updateTable('casework.discharge_condition')
      .set({ until_on: testDay.toString(), lifted_by: 'Secretary of State', lifted_decision_id: decision.id })
      .where('case_id', '=', caseId)
      .where('on_liberty', '=', true)
      .execute(),
  );
  await assert.rejects(past, { code: 'OW186' });
  const asked = await aChange('lark.draft', change, ['relaxing-liberty']);
  const tooLow = decideOn(site, asked, { ...kept, by: 'bay.notary', authorisedBy: 'drew.sealing' });
  await assert.rejects(tooLow, /authorityLevel|level/);
  await (await stageOf(site).as('lee.warrant')).transaction(tx => issueAsRead(tx, stageOf(site), asked));
  const held = (await conditionsIn(caseId)).filter(({ until_on }) => until_on === null);
  assert.deepEqual(
    held.map(({ wording }) => wording),
    [granted.conditions[1]],
  );
});

test('42(1): restrictions are lifted where the test is met; the movement ends the case for the section', async () => {
  const sent = await aDischarge(site, { patient: 'dale.mockup', kind: 'lifting of restrictions' });
  const none = { conditions: [], answerConditions: [], onLiberty: [] };
  await assert.rejects(decideOn(site, sent, none), /test/);
  await decideOn(site, sent, { ...none, testMet: true, testWhy: 'Nothing for years.' });
  assert.match((await sent.person.get(`/my/documents/${sent.id}/answer`)).text(), /about your restrictions/);
  const [move] = (await moves(sent.caseId)).filter(({ documentId }) => documentId === sent.id);
  assert.equal(move?.movement, 'restrictions lifted');
  const robin = await site.as('robin.quill');
  await robin.post(
    movePaths.happened(move?.id ?? 0),
    dayBoxes('actual', testDay),
    movePaths.move(move?.id ?? 0),
  );
  const closed = await asOwner(site.database.adminUrl, db =>
    db
      .selectFrom('casework.patient')
      .select('status')
      .where('case_id', '=', sent.caseId)
      .executeTakeFirstOrThrow(),
  );
  assert.equal(closed.status, 'ended');
});

const conditionsIn = (caseId: number) =>
  asOwner(site.database.adminUrl, db =>
    db
      .selectFrom('casework.discharge_condition')
      .select(['wording', 'until_on', 'replaces', 'lifted_why'])
      .where('case_id', '=', caseId)
      .orderBy('id')
      .execute(),
  );
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
