import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { aSite, hiddenValue, type TestSite, type Visitor } from '../../../test/browser-without-browser.ts';
import { dayBoxes, testDay, written } from '../../../test/days.ts';
import { type Application, aLeaveApplication, someWords } from '../../../test/leave-applications.ts';
import { asOwner } from '../../platform/database/index.ts';
import { type TextKey, textIn } from '../../platform/language/index.ts';
import { addWorkingDays } from '../../platform/time/index.ts';
import { clinicalPaths as paths } from './paths.ts';

let site: TestSite;
before(async () => {
  site = await aSite();
});
after(() => site.close());

const owner = <T>(work: Parameters<typeof asOwner<T>>[1]) => asOwner(site.database.adminUrl, work);
const row = (id: number) =>
  owner(db => db.selectFrom('casework.document').selectAll().where('id', '=', id).executeTakeFirstOrThrow());

// The month may be typed in letters too.
const sightOn = (day: Temporal.PlainDate) => ({
  ...dayBoxes('sight', day),
  'sight-month': textIn('en')(`dates.month.${day.month}` as TextKey),
});
const signed = (name = 'Dr Morgan Vale') => ({
  seen: 'yes',
  ...sightOn(testDay.subtract({ days: 3 })),
  note: 'Read through together on the ward.',
  name,
});
const submit = (who: Visitor, { id }: Application, fields: Record<string, string> = signed()) =>
  who.post(paths.submit(id), fields);

test('a complete application goes out signed, with every gate and its version, the frozen paper and the clock', async () => {
  const application = await aLeaveApplication(site).said();
  const page = await application.clinician.get(paths.submit(application.id));
  assert.match(page.text(), /Has said their part/);
  assert.equal(
    (await submit(application.clinician, application)).location,
    paths.application(application.id),
  );
  const sent = await row(application.id);
  const due = addWorkingDays(testDay, 20);
  assert.deepEqual(
    [sent.state, sent.asked_for, sent.due_on, sent.paused_on],
    ['submitted', ['unescorted-day'], due.toString(), null],
  );
  const kept = await owner(db =>
    db
      .selectFrom('casework.submission as s')
      .innerJoin('casework.submission_closed as c', 'c.submission_id', 's.id')
      .selectAll()
      .where('s.document_id', '=', application.id)
      .executeTakeFirstOrThrow(),
  );
  assert.deepEqual(
    [kept.signed_name, kept.signed_on, kept.sight_confirmed_on],
    ['Dr Morgan Vale', testDay.toString(), testDay.subtract({ days: 3 }).toString()],
  );
  assert.ok(kept.shown_id !== null);
  const gates = kept.gates as { gate: string; version: string; state: string }[];
  assert.equal(gates.length, 16);
  assert.ok(gates.every(gate => gate.version !== '' && gate.state !== 'blocked'));
  const open = JSON.stringify(
    await owner(db => db.selectFrom('casework.submission').select('answers').execute()),
  );
  assert.doesNotMatch(open, /mappaEligible|victimStatus|zoneCloseness|familySupport/);
  const occasion = await owner(db =>
    db
      .selectFrom('voice.occasion')
      .selectAll()
      .where('id', '=', application.occasionId)
      .executeTakeFirstOrThrow(),
  );
  assert.ok(occasion.submitted_at !== null, 'the words are handed over');
  assert.match(
    (await application.clinician.get(paths.application(application.id))).text(),
    new RegExp(`With MHCS .*Answer due by ${written(due)}`),
  );
  assert.match((await application.clinician.get(paths.words(application.id))).text(), /I water the beans/);
});

test('each thing that is wrong on the page is said, and what was typed stays', async () => {
  const application = await aLeaveApplication(site).said();
  const wrong = await submit(application.clinician, application, {
    ...signed('Dr M Vale'),
    seen: '',
    'sight-day': '31',
    'sight-month': '4',
  });
  assert.equal(wrong.status, 422);
  assert.match(wrong.text(), /Confirm that the person saw .*not in the calendar .*Sign with your full name/);
  assert.match(wrong.html, /value="Dr M Vale"/);
  assert.match(wrong.html, /Read through together on the ward\./);
  const ahead = await submit(application.clinician, application, {
    ...signed(),
    ...sightOn(testDay.add({ days: 1 })),
  });
  assert.match(ahead.text(), /this date has not come yet/);
  const hidden = await submit(application.clinician, application, { ...signed(), note: 'a\u0000b' });
  assert.match(hidden.text(), /cannot be kept/);
  assert.equal((await row(application.id)).state, 'draft');
});

test('a name may be signed in other capitals and with more spaces, and is kept as the account has it', async () => {
  const application = await aLeaveApplication(site, { patient: 'kai.fixture' }).said();
  assert.equal((await submit(application.clinician, application, signed('  dr avery   FINCH '))).status, 303);
  const { signed_name } = await owner(db =>
    db
      .selectFrom('casework.submission')
      .select('signed_name')
      .where('document_id', '=', application.id)
      .executeTakeFirstOrThrow(),
  );
  assert.equal(signed_name, 'Dr Avery Finch');
});

test('nothing can be sent before the person was invited, nor while nothing came of it', async () => {
  const drafted = await aLeaveApplication(site, { patient: 'dale.mockup' }).drafted();
  const page = await drafted.clinician.get(paths.submit(drafted.id));
  assert.match(page.text(), /cannot be sent yet/);
  assert.match(page.html, new RegExp(`href="${paths.words(drafted.id)}"`));
  assert.doesNotMatch(page.html, /name="seen"/);
  const forced = await drafted.clinician.post(
    paths.submit(drafted.id),
    signed(),
    paths.section(drafted.id, '1'),
  );
  assert.equal(forced.status, 409);
  assert.equal((await row(drafted.id)).state, 'draft');
  const invited = await drafted.clinician.post(paths.words(drafted.id), {});
  assert.equal(invited.status, 303);
  const still = await drafted.clinician.post(
    paths.submit(drafted.id),
    signed(),
    paths.section(drafted.id, '1'),
  );
  assert.equal(still.status, 409);
  assert.match(still.text(), /has not yet said their part/);
});

test('a missing answer stands in the way, with its place', async () => {
  const application = await aLeaveApplication(site, { answers: { purpose: ' ' } }).drafted();
  const page = await application.clinician.get(paths.submit(application.id));
  assert.match(
    page.html,
    new RegExp(`href="/documents/${application.id}/sections/3c#purpose"[^>]*>1 answer is still missing`),
  );
});

test('a case that was closed refuses with a sentence', async () => {
  const application = await aLeaveApplication(site, { patient: 'eden.specimen' }).said();
  // Both pages were open before.
  const keyOf = async (path: string) => {
    const { html } = await application.clinician.get(path);
    return { _csrf: hiddenValue(html, '_csrf'), _once: hiddenValue(html, '_once') };
  };
  const [sending, starting] = [
    await keyOf(paths.submit(application.id)),
    await keyOf(paths.section(application.id, '1')),
  ];
  await owner(db =>
    sql`update people.case set closed_on = '2026-11-20' where id = ${application.caseId}`.execute(db),
  );
  const refused = await application.clinician.post(
    paths.submit(application.id),
    { ...signed(), ...sending },
    paths.patients(),
  );
  assert.equal(refused.status, 409, refused.text());
  assert.match(refused.text(), /This case is closed/);
  assert.doesNotMatch((await application.clinician.get(paths.submit(application.id))).html, /name="seen"/);
  const start = await application.clinician.post(
    paths.start(application.caseId, 'leave-application'),
    starting,
    paths.patients(),
  );
  assert.match(start.text(), /This case is closed/);
});

test('two clicks and two tabs make one submission', async () => {
  const application = await aLeaveApplication(site).said();
  const path = paths.submit(application.id);
  const tabs = await Promise.all(Array.from({ length: 8 }, () => application.clinician.get(path)));
  const keys = tabs.map(({ html }) => ({
    _csrf: hiddenValue(html, '_csrf'),
    _once: hiddenValue(html, '_once'),
  }));
  const tries = await Promise.all(
    keys.map(key => application.clinician.post(path, { ...signed(), ...key }, paths.patients())),
  );
  assert.equal(tries.filter(({ status }) => status === 303).length, 1);
  assert.equal(tries.filter(({ status }) => status === 409).length, 7);
  const { n } = await owner(db =>
    db
      .selectFrom('casework.submission')
      .select(eb => eb.fn.countAll<number>().as('n'))
      .where('document_id', '=', application.id)
      .executeTakeFirstOrThrow(),
  );
  assert.equal(n, 1);
});

test('the ward team and the Mental Health Act office cannot submit', async () => {
  const application = await aLeaveApplication(site).said();
  for (const name of ['jo.thimble', 'pat.ledger']) {
    const who = await site.as(name);
    const sent = await who.post(paths.submit(application.id), signed(), paths.section(application.id, '1'));
    assert.equal(sent.status, 403, name);
  }
});

test('answers that no longer apply fall away at submission, and the pages say so before', async () => {
  const application = await aLeaveApplication(site, {
    answers: { overnightAddress: 'Stale address', leaveTypes: ['escorted-day'] },
  }).said();
  assert.match(
    (await application.clinician.get(paths.check(application.id))).text(),
    /will be left out .*3d: Where will the person stay\?/,
  );
  assert.match(
    (await application.clinician.get(paths.submit(application.id))).text(),
    /3d: Where will the person stay\?/,
  );
  await submit(application.clinician, application);
  const { answers } = await owner(db =>
    db
      .selectFrom('casework.submission')
      .select('answers')
      .where('document_id', '=', application.id)
      .executeTakeFirstOrThrow(),
  );
  assert.doesNotMatch(JSON.stringify(answers), /Stale address/);
});

test('a change after the invitation is seen, and the new version can be shown', async () => {
  const application = await aLeaveApplication(site).invited();
  const before = await application.clinician.get(paths.words(application.id));
  assert.doesNotMatch(before.text(), /has changed since then/);
  const path = paths.section(application.id, '9a');
  await owner(db =>
    sql`update voice.shown set shown_at = shown_at - interval '1 day'`.execute(db).catch(() => undefined),
  );
  const page = await application.clinician.get(path);
  const version = /name="version" value="([^"]*)"/.exec(page.html)?.[1] ?? '';
  assert.equal(
    (await application.clinician.post(path, { version, otherViews: 'One thing more' })).status,
    303,
  );
  assert.match(
    (await application.clinician.get(paths.words(application.id))).text(),
    /has changed since then/,
  );
  assert.equal((await application.clinician.post(paths.words(application.id), {})).status, 303);
  const shown = await owner(db =>
    db.selectFrom('voice.shown').select('number').where('occasion_id', '=', application.occasionId).execute(),
  );
  assert.equal(shown.length, 2);
});

test('what the person said is never in the audit, nor is anything that was typed', async () => {
  const events = await owner(db => db.selectFrom('audit.event').select('detail').execute());
  const text = JSON.stringify(events);
  for (const words of [...Object.values(someWords), 'Read through together', 'allotment'])
    assert.ok(!text.includes(words));
});
