import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { aSite, type TestSite } from '../../../test/browser-without-browser.ts';
import { testDay, written } from '../../../test/days.ts';
import { type Application, aLeaveApplication, someWords } from '../../../test/leave-applications.ts';
import { wordsOn } from '../../../test/voice-builder.ts';
import { asOwner } from '../../platform/database/index.ts';
import { addWorkingDays } from '../../platform/time/index.ts';
import { voicePaths } from '../../voice/index.ts';
import { withdrawApplication } from '../clinical/commands/withdraw-application.ts';
import { readApplication } from '../clinical/queries/read-application.ts';
import { personPaths } from './paths.ts';

let site: TestSite;
before(async () => {
  site = await aSite();
});
after(() => site.close());

const roundTrips = (headers: Record<string, unknown>) =>
  Number.parseInt(/(\d+) round/.exec(String(headers['server-timing']))?.[1] ?? '9', 10);

/** Lets the section answer, as the owner: replies to each part, the answer, the state. */
async function answered(application: Application, kind: 'grant' | 'refuse' | 'return'): Promise<void> {
  const { id, caseId, occasionId } = application;
  const decided = kind === 'return' ? 'returned' : 'decided';
  await asOwner(site.database.adminUrl, async db => {
    await sql`insert into casework.decision (document_id, case_id, kind, author_id, authoriser_id, state, issued_at)
      select ${id}, ${caseId}, ${kind}, a.id, b.id, 'issued', now() from people.account a, people.account b
      where a.username = 'robin.quill' and b.username = 'drew.sealing'`.execute(db);
    await sql`insert into casework.answer_to_person (decision_id, case_id, document_id, text, conditions, kind, issued_at)
      select id, case_id, document_id, 'You have kept to every plan.', array['Be back by 5pm.'], kind, now()
      from casework.decision where document_id = ${id}`.execute(db);
    if (kind !== 'return') {
      await sql`insert into voice.reply (case_id, occasion_id, statement_id, prompt, kind, text, written_by)
        select s.case_id, s.occasion_id, s.id, p ->> 'prompt', 'answered', 'We heard: ' || (p ->> 'prompt'), 1
        from voice.statement s cross join jsonb_array_elements(s.parts) p where s.occasion_id = ${occasionId}`.execute(
        db,
      );
      await sql`update voice.occasion set closed_at = now() where id = ${occasionId}`.execute(db);
    }
    await sql`update casework.document set state = 'awaiting authorisation' where id = ${id}`.execute(db);
    await sql`update casework.document set state = ${decided}, outcome = ${kind} where id = ${id}`.execute(
      db,
    );
  });
}

test('an application that the clinician has only begun to write is not shown to the person', async () => {
  const application = await aLeaveApplication(site, { patient: 'cleo.pattern' }).drafted();
  assert.match((await application.person.get('/my')).text(), /There is no application about you just now/);
  assert.equal((await application.person.get(personPaths.application(application.id))).status, 404);
});

test('an invited person finds what is asked for and the way to say their part', async () => {
  const application = await aLeaveApplication(site).invited();
  const home = await application.person.get('/my');
  assert.match(home.text(), /Leave: days out on your own/);
  assert.ok(home.html.includes(`href="${voicePaths.speak(application.occasionId)}"`));
  const words = await application.person.get(personPaths.words(application.id));
  assert.equal(words.location, voicePaths.speak(application.occasionId));
});

test('the person sees the clock from the day of sending, and why it stands still', async () => {
  const application = await aLeaveApplication(site).submitted();
  const page = () => application.person.get(personPaths.application(application.id));
  const due = written(addWorkingDays(testDay, 20));
  assert.match((await page()).text(), new RegExp(`should answer by ${due}\\. 20 working days are left`));
  await asOwner(site.database.adminUrl, db =>
    db
      .updateTable('casework.document')
      .set({ state: 'waiting for information', paused_on: testDay.add({ days: 1 }).toString() })
      .where('id', '=', application.id)
      .execute(),
  );
  assert.match(
    (await page()).text(),
    new RegExp(
      `stood still since ${written(testDay.add({ days: 1 }))}, because the Ministry asked your doctor`,
    ),
  );
});

test('the person reads the answer beside each thing they said, on the page and on paper', async () => {
  const application = await aLeaveApplication(site).submitted();
  await answered(application, 'grant');
  const page = await application.person.get(personPaths.answer(application.id));
  const text = page.text();
  for (const prompt of Object.keys(someWords)) {
    const said = text.indexOf(someWords[prompt as keyof typeof someWords]);
    const reply = text.indexOf(`We heard: ${prompt}`);
    assert.ok(said > 0 && reply > said, prompt);
  }
  assert.match(text, /You have kept to every plan/);
  assert.match(text, /Be back by 5pm/);
  assert.match(text, /Dr Morgan Vale/);
  const pdf = await application.person.get(personPaths.answerPdf(application.id));
  assert.equal(pdf.headers['content-type'], 'application/pdf');
  assert.match(
    (await application.person.get('/my')).html,
    new RegExp(`href="${personPaths.answer(application.id)}"`),
  );
});

test('an application that went back is told kindly, and is no refusal', async () => {
  const application = await aLeaveApplication(site).submitted();
  await answered(application, 'return');
  const page = await application.person.get(personPaths.answer(application.id));
  assert.match(page.text(), /went back to your doctor\. It is not a no\. Your words are kept/);
  assert.match(
    (await application.person.get(personPaths.application(application.id))).text(),
    /That is not a no/,
  );
});

test('an application that the clinician took back says so, and asks for nothing more', async () => {
  const application = await aLeaveApplication(site).invited();
  await application.clinician.transaction(async tx =>
    withdrawApplication(tx, await readApplication(tx, application.id), 'We plan escorted leave first.'),
  );
  const home = await application.person.get('/my');
  assert.match(home.text(), /Your doctor took this application back/);
  assert.ok(!home.html.includes(`href="${voicePaths.speak(application.occasionId)}"`));
  const page = await application.person.get(personPaths.application(application.id));
  assert.match(page.text(), /This is why, in the doctor’s own words: We plan escorted leave first\./);
});

test('an answer that is not issued yet does not exist for the person', async () => {
  const application = await aLeaveApplication(site).submitted();
  assert.equal((await application.person.get(personPaths.answer(application.id))).status, 404);
});

test('the person sees on their own page who opened their words, with name, place and time', async () => {
  const application = await aLeaveApplication(site).submitted();
  const indy = await site.as('indy.marrow');
  await indy.get(personPaths.application(application.id));
  const readers = await application.person.get('/my/readers');
  assert.match(readers.text(), /Indy Marrow, independent mental health advocate, Speak Plainly Advocacy/);
  assert.match((await application.person.get('/my')).text(), /Indy Marrow/);
});

test('an advocate reads the application of somebody in whose circle they are, and of nobody else', async () => {
  const mine = await aLeaveApplication(site).said();
  const other = await aLeaveApplication(site, { patient: 'bryn.sample' }).said();
  const indy = await site.as('indy.marrow');
  const list = await indy.get('/people-i-help');
  assert.match(list.text(), /Ash Example/);
  assert.doesNotMatch(list.text(), /Bryn Sample/);
  // “Your doctor” is the person’s doctor: both pages say whose words the helper reads.
  assert.match(list.text(), /said as the person reads it/);
  const page = await indy.get(personPaths.application(mine.id));
  assert.match(page.text(), /This is what Ash Example reads here/);
  assert.deepEqual(wordsOn(page.html).slice(0, 3), Object.values(someWords));
  assert.equal((await indy.get(personPaths.application(other.id))).status, 404);
});

test('a solicitor reads, and is not offered to write or to speak', async () => {
  const application = await aLeaveApplication(site, { patient: 'cleo.pattern' }).said();
  const ola = await site.as('ola.fable');
  const page = await ola.get(personPaths.application(application.id));
  assert.equal(page.status, 200);
  assert.ok(!page.html.includes(voicePaths.write(application.occasionId)));
  assert.ok(!page.html.includes(`href="${voicePaths.speak(application.occasionId)}"`));
});

test('nobody but the person and their helpers opens these pages, and each takes at most four round trips', async () => {
  const application = await aLeaveApplication(site).submitted();
  await answered(application, 'refuse');
  const pages = [
    personPaths.home(),
    personPaths.application(application.id),
    personPaths.answer(application.id),
    personPaths.answerPdf(application.id),
  ];
  const others = await Promise.all(
    ['dale.mockup', 'vic.lantern', 'mo.parley', 'ada.tally'].map(who => site.as(who)),
  );
  for (const path of pages) {
    const page = await application.person.get(path);
    assert.equal(page.status, 200, path);
    assert.ok(roundTrips(page.headers) <= 4, `${path}: ${page.headers['server-timing']}`);
    if (path !== '/my') for (const other of others) assert.equal((await other.get(path)).status, 404, path);
  }
});

test('the home page and the application can be had in Welsh and in easy read', async () => {
  const { person } = await aLeaveApplication(site).submitted();
  await person.post('/language', { to: 'cy', back: '/my' }, '/check');
  assert.match(
    (await person.get('/my')).text(),
    new RegExp(`Dylai’r Weinyddiaeth Gyfiawnder ateb erbyn ${written(addWorkingDays(testDay, 20), 'cy')}`),
  );
  await person.post('/language', { easyRead: 'on', back: '/my' }, '/check');
  assert.match((await person.get('/my')).text(), /Mae’r Weinyddiaeth Gyfiawnder yn edrych arno\./);
  await person.post('/language', { to: 'en', easyRead: 'off', back: '/my' }, '/check');
});
