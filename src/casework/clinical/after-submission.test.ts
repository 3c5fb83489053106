import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import type { Kysely } from 'kysely';
import { aSite, type TestSite } from '../../../test/browser-without-browser.ts';
import { dayBoxes, momentOn, testDay, testNow, written } from '../../../test/days.ts';
import { type Application, aLeaveApplication } from '../../../test/leave-applications.ts';
import { asOwner, type DB } from '../../platform/database/index.ts';
import { addWorkingDays, workingDaysBetween } from '../../platform/time/index.ts';
import { clinicalPaths as paths } from './paths.ts';

let site: TestSite;
before(async () => {
  site = await aSite();
});
after(() => site.close());
beforeEach(() => site.clock.moveTo(testNow.toString()));

// MHCS asks two days after the application came in.
const askedOn = testDay.add({ days: 2 });
const neededBy = addWorkingDays(askedOn, 5);

const owner = <T>(work: (db: Kysely<DB>) => Promise<T>) => asOwner(site.database.adminUrl, work);
const row = (id: number) =>
  owner(db => db.selectFrom('casework.document').selectAll().where('id', '=', id).executeTakeFirstOrThrow());

/** MHCS asks for something more: the clock stands still. */
async function askedForMore({ id, caseId }: Application, question = 'Which zone? <b>'): Promise<void> {
  await owner(async db => {
    const { id: robin } = await db
      .selectFrom('people.account')
      .select('id')
      .where('username', '=', 'robin.quill')
      .executeTakeFirstOrThrow();
    await db
      .insertInto('casework.information_request')
      .values({
        document_id: id,
        case_id: caseId,
        question,
        asked_by: robin,
        asked_on: askedOn.toString(),
        due_on: neededBy.toString(),
        rule: 'leave-information 2024-1',
      })
      .execute();
    await db
      .updateTable('casework.document')
      .set({ state: 'waiting for information', paused_on: askedOn.toString() })
      .where('id', '=', id)
      .execute();
  });
}

/** MHCS decides, as two people would. */
async function decided({ id, caseId }: Application, kind: 'grant' | 'refuse' | 'return'): Promise<void> {
  await owner(async db => {
    const idOf = async (username: string) =>
      (
        await db
          .selectFrom('people.account')
          .select('id')
          .where('username', '=', username)
          .executeTakeFirstOrThrow()
      ).id;
    const decision = await db
      .insertInto('casework.decision')
      .values({
        document_id: id,
        case_id: caseId,
        kind,
        granted: ['unescorted-day'],
        conditions: ['Not to enter the market square'],
        reasons: 'Letterreason for the clinician only.',
        author_id: await idOf('robin.quill'),
        authoriser_id: await idOf('drew.sealing'),
        state: 'issued',
        issued_at: site.clock.now().toString(),
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await db
      .insertInto('casework.answer_to_person')
      .values({
        decision_id: decision.id,
        case_id: caseId,
        document_id: id,
        text: 'Plainanswer for the person.',
        kind,
        issued_at: site.clock.now().toString(),
      })
      .execute();
    await db
      .updateTable('casework.document')
      .set({ state: 'awaiting authorisation' })
      .where('id', '=', id)
      .execute();
    await db
      .updateTable('casework.document')
      .set({
        state: kind === 'return' ? 'returned' : 'decided',
        outcome: kind,
        decided_at: site.clock.now().toString(),
      })
      .where('id', '=', id)
      .execute();
  });
}

const noDay = (field: string) => ({
  [`${field}-day`]: '31',
  [`${field}-month`]: '4',
  [`${field}-year`]: '2026',
});

test('what MHCS asks is answered within its clock, and the decision clock gets its days back', async () => {
  const application = await aLeaveApplication(site).submitted();
  await askedForMore(application);
  const answeredOn = addWorkingDays(neededBy, -2);
  site.clock.moveTo(momentOn(answeredOn));
  const vale = application.clinician;
  assert.match(
    (await vale.get(paths.application(application.id))).text(),
    /What MHCS asked for Answer needed/,
  );
  const page = await vale.get(paths.information(application.id));
  assert.match(
    page.text(),
    new RegExp(`Which zone\\? <b> Answer by ${written(neededBy)}, in 2 working days`),
  );
  const empty = await vale.post(paths.information(application.id), { answer: ' \r\n ' });
  assert.equal(empty.status, 422);
  assert.match(empty.text(), /Write your answer before you send it/);
  assert.equal((await vale.post(paths.information(application.id), { answer: '\u0000' })).status, 422);
  const answer = ' None.\r\n\r\nThe map is enclosed: ŵ ✓ ';
  assert.equal((await vale.post(paths.information(application.id), { answer })).status, 303);
  const kept = await owner(db =>
    db
      .selectFrom('casework.information_request')
      .selectAll()
      .where('document_id', '=', application.id)
      .executeTakeFirstOrThrow(),
  );
  assert.equal(kept.answer, answer);
  const now = await row(application.id);
  const paused = workingDaysBetween(askedOn, answeredOn);
  const due = addWorkingDays(testDay, 20 + paused).toString();
  assert.deepEqual([now.state, now.paused_on, now.due_on], ['submitted', null, due]);
  const again = await vale.post(
    paths.information(application.id),
    { answer: 'Twice' },
    paths.application(application.id),
  );
  assert.equal(again.status, 409);
});

test('a late answer is taken, with a sentence that says what it means', async () => {
  const application = await aLeaveApplication(site, { patient: 'dale.mockup' }).submitted();
  await askedForMore(application);
  site.clock.moveTo(momentOn(addWorkingDays(neededBy, 2)));
  const page = await application.clinician.get(paths.information(application.id));
  assert.match(page.text(), /The 5 working days are over\. You can still answer/);
  assert.equal(
    (await application.clinician.post(paths.information(application.id), { answer: 'Here it is.' })).status,
    303,
  );
});

test('only the responsible clinician answers; the office reads, the ward team finds nothing', async () => {
  const application = await aLeaveApplication(site, { patient: 'eden.specimen' }).submitted();
  await askedForMore(application, 'Zqwhy is the officer silent?');
  const [pat, kit] = [await site.as('pat.ledger'), await site.as('kit.button')];
  assert.match(
    (await pat.get(paths.information(application.id))).text(),
    /Zqwhy.*Only the responsible clinician can do this/,
  );
  const sent = await pat.post(
    paths.information(application.id),
    { answer: 'x' },
    paths.section(application.id, '1'),
  );
  assert.ok(sent.status === 403 || sent.status === 400);
  assert.equal((await kit.get(paths.information(application.id))).status, 404);
  assert.doesNotMatch((await kit.get(paths.application(application.id))).text(), /Zqwhy|What MHCS asked for/);
});

test('a returned application becomes a draft of the next round, and can be sent again with what was said', async () => {
  const application = await aLeaveApplication(site).submitted();
  await decided(application, 'return');
  const vale = application.clinician;
  const page = await vale.get(paths.application(application.id));
  assert.match(page.text(), /Sent back .*Open it again/);
  const jo = await site.as('jo.thimble');
  const other = await aLeaveApplication(site).started();
  assert.equal((await jo.post(paths.reopen(application.id), {}, paths.section(other.id, '1'))).status, 403);
  assert.equal(
    (await vale.post(paths.reopen(application.id), {}, paths.application(application.id))).status,
    303,
  );
  const draft = await row(application.id);
  assert.deepEqual([draft.state, draft.round, draft.submitted_at, draft.due_on], ['draft', 2, null, null]);
  assert.match((await vale.get(paths.words(application.id))).text(), /I water the beans/);
  const signed = {
    seen: 'yes',
    ...dayBoxes('sight', testDay.subtract({ days: 3 })),
    note: '',
    name: 'Dr Morgan Vale',
  };
  assert.equal((await vale.post(paths.submit(application.id), signed)).status, 303);
  const rounds = await owner(db =>
    db
      .selectFrom('casework.submission')
      .select('round')
      .where('document_id', '=', application.id)
      .orderBy('round')
      .execute(),
  );
  assert.deepEqual(
    rounds.map(({ round }) => round),
    [1, 2],
  );
});

test('the clinician withdraws an application; nobody else does, and not after the decision', async () => {
  const application = await aLeaveApplication(site, { patient: 'haven.model' }).submitted();
  const fran = await site.as('fran.folio');
  const because = 'We plan escorted leave first.';
  const byOffice = await fran.post(
    paths.withdraw(application.id),
    { because },
    paths.consultations(application.id),
  );
  assert.equal(byOffice.status, 403);
  const done = await application.clinician.post(
    paths.withdraw(application.id),
    { because },
    paths.application(application.id),
  );
  assert.equal(done.status, 303);
  assert.match((await application.clinician.get(paths.application(application.id))).text(), /Withdrawn/);
  const ended = await aLeaveApplication(site).submitted();
  await decided(ended, 'refuse');
  assert.doesNotMatch(
    (await ended.clinician.get(paths.application(ended.id))).text(),
    /Withdraw this application/,
  );
});

test('the letter can be read and kept as PDF and Word, and the answer printed for the person', async () => {
  const application = await aLeaveApplication(site).submitted();
  await decided(application, 'grant');
  const { clinician: vale, person, id } = application;
  assert.match(
    (await vale.get(paths.decision(id))).text(),
    /Letterreason .*Not to enter the market square|Not to enter the market square.*Letterreason/,
  );
  for (const path of [paths.letterPdf(id), paths.letterWord(id), paths.answerPdf(id)]) {
    const file = await vale.get(path);
    assert.equal(file.status, 200, path);
    assert.match(
      String(file.headers['content-disposition']),
      /^attachment; filename="(decision|answer)-\d+\.(pdf|docx)"$/,
    );
    assert.equal((await person.get(path)).status, 404, `the person and ${path}`);
  }
  assert.match(
    (await vale.get(paths.application(id))).text(),
    /Consent given .*The decision .*Record of the leave/,
  );
});

test('a decision that was not issued cannot be read', async () => {
  const application = await aLeaveApplication(site).submitted();
  for (const path of [
    paths.decision(application.id),
    paths.letterPdf(application.id),
    paths.answerPdf(application.id),
  ]) {
    assert.equal((await application.clinician.get(path)).status, 404, path);
  }
});

test('leave is granted, started, suspended with its reason, resumed and completed, in that order only', async () => {
  const application = await aLeaveApplication(site, {
    answers: { mappaNotifiedOn: '2026-10-01' },
  }).submitted();
  await decided(application, 'grant');
  const vale = application.clinician;
  const record = (fields: Record<string, string>) =>
    vale.post(paths.leave(application.id), { note: '', ...fields });
  assert.match(
    (await record({ kind: 'started', ...dayBoxes('on', testDay) })).text(),
    /This cannot be recorded now/,
  );
  assert.match((await record({ kind: '', ...dayBoxes('on', testDay) })).text(), /Choose what happened/);
  assert.match(
    (await record({ kind: 'granted', ...dayBoxes('on', testDay.add({ days: 1 })) })).text(),
    /this date has not come yet/,
  );
  assert.match(
    (await record({ kind: 'granted', ...dayBoxes('on', testDay.subtract({ days: 3 })) })).text(),
    /before what was recorded last/,
  );
  assert.match((await record({ kind: 'granted', ...noDay('on') })).text(), /not in the calendar/);
  assert.equal(
    (await record({ kind: 'granted', ...dayBoxes('on', testDay), note: 'Two afternoons a week' })).status,
    303,
  );
  assert.equal((await record({ kind: 'started', ...dayBoxes('on', testDay) })).status, 303);
  const why = await record({ kind: 'suspended', ...dayBoxes('on', testDay) });
  assert.match(why.text(), /Say why the leave was suspended/);
  assert.equal((await record({ kind: 'suspended', ...dayBoxes('on', testDay), note: 'Unwell' })).status, 303);
  assert.equal((await record({ kind: 'resumed', ...dayBoxes('on', testDay) })).status, 303);
  assert.equal((await record({ kind: 'completed', ...dayBoxes('on', testDay) })).status, 303);
  const page = await vale.get(paths.leave(application.id));
  assert.match(
    page.text(),
    /Leave granted by the clinician .*Two afternoons a week .*Leave suspended .*Unwell .*Leave completed/,
  );
  assert.doesNotMatch(page.html, /name="kind"/);
});

test('leave cannot start while MAPPA has not been notified as promised (LG-4)', async () => {
  const application = await aLeaveApplication(site, {
    patient: 'kai.fixture',
    answers: { mappaNotifiedOn: '', mappaUndertaking: 'yes' },
  }).submitted();
  await decided(application, 'grant');
  const finch = application.clinician;
  const record = (kind: string) =>
    finch.post(paths.leave(application.id), { kind, note: '', ...dayBoxes('on', testDay) });
  assert.equal((await record('granted')).status, 303);
  const refused = await record('started');
  assert.equal(refused.status, 422);
  assert.match(
    refused.text(),
    /Leave cannot be recorded as started yet\. First give the date of the MAPPA I notification/,
  );
  assert.match(refused.html, /action="\/documents\/\d+\/undertaking"/);
  assert.equal(
    (await finch.post(paths.undertaking(application.id), noDay('notified'), paths.leave(application.id)))
      .status,
    422,
  );
  assert.equal(
    (
      await finch.post(
        paths.undertaking(application.id),
        dayBoxes('notified', testDay),
        paths.leave(application.id),
      )
    ).status,
    303,
  );
  assert.equal((await record('started')).status, 303);
});

test('the ward team sees the record of the leave, but no word of a promise to MAPPA', async () => {
  const application = await aLeaveApplication(site, {
    patient: 'lark.draft',
    answers: { mappaNotifiedOn: '', mappaUndertaking: 'yes' },
  }).submitted();
  await decided(application, 'grant');
  const max = await site.as('max.spool');
  const page = await max.get(paths.leave(application.id));
  assert.equal(page.status, 200);
  assert.doesNotMatch(page.html, /MAPPA|undertaking|name="kind"/);
  const draft = await aLeaveApplication(site, { patient: 'lark.draft' }).started();
  const grant = { kind: 'granted', note: '', ...dayBoxes('on', testDay) };
  assert.equal(
    (await max.post(paths.leave(application.id), grant, paths.section(draft.id, '1'))).status,
    403,
  );
});

test('without consent nothing can be recorded as leave', async () => {
  const application = await aLeaveApplication(site, { patient: 'dale.mockup' }).submitted();
  await decided(application, 'refuse');
  assert.doesNotMatch((await application.clinician.get(paths.leave(application.id))).html, /name="kind"/);
  const forced = await application.clinician
    .transaction(async tx =>
      tx.db
        .insertInto('casework.leave_event')
        .values({
          document_id: application.id,
          case_id: application.caseId,
          kind: 'granted',
          on_day: testDay.toString(),
          recorded_by: 1,
        })
        .execute(),
    )
    .catch((error: Error) => error.message);
  assert.match(String(forced), /no consent|row-level security/);
});

test('every page after submission takes at most four round trips', async () => {
  const application = await aLeaveApplication(site).submitted();
  await decided(application, 'grant');
  const { id } = application;
  const all = [
    paths.application(id),
    paths.check(id),
    paths.words(id),
    paths.information(id),
    paths.decision(id),
    paths.leave(id),
    paths.answerPdf(id),
    paths.letterPdf(id),
    paths.patient(application.caseId),
  ];
  for (const path of all) {
    const page = await application.clinician.get(path);
    const trips = Number(/"(\d+) round trips"/.exec(String(page.headers['server-timing']))?.[1]);
    assert.ok(page.status === 200 && trips <= 4, `${path}: ${page.status}, ${trips}`);
  }
});
