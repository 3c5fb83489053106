import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { aSite, type TestSite, type Visitor } from '../../../../test/browser-without-browser.ts';
import { decisionPages, roundTrips, rowsOf } from '../../../../test/deciding.ts';
import { awaitingAuthorisation, decided, drafted, remembering } from '../../../../test/decisions.ts';
import { aLeaveApplication } from '../../../../test/leave-applications.ts';
import { asOwner } from '../../../platform/database/index.ts';
import { textIn } from '../../../platform/language/index.ts';
import { decisionPaths as paths } from './paths.ts';

const en = textIn('en');
let site: TestSite;
let robin: Visitor;
before(async () => {
  site = remembering(await aSite());
  robin = await site.as('robin.quill');
});
after(() => site.close());

const submitted = (patient = 'ash.example') => aLeaveApplication(site, { patient }).submitted();

test('each page takes at most four round trips, and the words that it shows are recorded as read', async () => {
  const application = await submitted();
  await drafted(site, application);
  for (const path of [...decisionPages(application.id), paths.queue()]) {
    const page = await robin.get(path);
    assert.ok(page.status < 400, `${path}: ${page.status}`);
    assert.ok(roundTrips(page) <= 4, `${path}: ${page.headers['server-timing']}`);
  }
  const [read] = await rowsOf(
    site,
    sql<{ n: number }>`select count(*)::int as n from audit.event
    where event = 'voice.statement.read' and detail -> 'statements' = ${JSON.stringify([application.statementId])}::jsonb
      and detail ->> 'application' = ${String(application.id)}`,
  );
  assert.equal(read?.n, 6);
});

test('nobody but the section opens these pages, by no address and no form', async () => {
  const application = await submitted();
  await awaitingAuthorisation(site, application);
  const others = [
    'ash.example',
    'dr.vale',
    'jo.thimble',
    'pat.ledger',
    'indy.marrow',
    'vic.lantern',
    'ada.tally',
  ];
  for (const username of [...others, 'admin.system']) {
    const other = await site.as(username);
    for (const path of [...decisionPages(application.id), paths.queue()]) {
      assert.equal((await other.get(path)).status, 404, `${username} ${path}`);
    }
    for (const path of [
      paths.decision,
      paths.keep,
      paths.send,
      paths.takeBack,
      paths.authorise,
      paths.sendBack,
    ]) {
      const sent = await other.post(path(application.id), { reason: 'No.' }, '/account');
      assert.equal(sent.status, 404, `${username} POST ${path(application.id)}`);
    }
  }
  assert.equal((await site.nobody().get(paths.decision(application.id))).location?.split('?')[0], '/sign-in');
  assert.equal((await robin.get(paths.decision(999_999))).status, 404);
});

test('both papers are previewed as drafts, on the page and as PDF, the answer in the language of the person', async () => {
  const application = await submitted();
  const early = await robin.get(paths.letter(application.id));
  assert.equal(early.status, 409);
  assert.ok(early.text().includes(en('mhcs.decision.refusal.noKind')));
  await drafted(site, application, { reasons: 'LETTER-ONLY reasons.' });
  await asOwner(site.database.adminUrl, db =>
    db.updateTable('people.account').set({ language: 'cy' }).where('username', '=', 'ash.example').execute(),
  );
  const [letter, answer] = [
    await robin.get(paths.letter(application.id)),
    await robin.get(paths.answer(application.id)),
  ];
  assert.ok(letter.text().includes(en('mhcs.paper.draft')) && letter.text().includes('LETTER-ONLY'));
  assert.ok(answer.text().includes(textIn('cy')('mhcs.paper.draft')) && !answer.html.includes('LETTER-ONLY'));
  assert.ok(answer.text().includes(textIn('cy')('mhcs.answer.grant')));
  for (const path of [paths.letterPdf(application.id), paths.answerPdf(application.id)]) {
    const pdf = await robin.get(path);
    assert.equal(pdf.headers['content-type'], 'application/pdf');
    assert.match(String(pdf.headers['content-disposition']), /filename="(letter|answer)-\d+\.pdf"/);
  }
  await asOwner(site.database.adminUrl, db =>
    db.updateTable('people.account').set({ language: 'en' }).where('username', '=', 'ash.example').execute(),
  );
});

test('every page can be read in Welsh', async () => {
  const application = await submitted();
  await drafted(site, application);
  await robin.post('/language', { to: 'cy', back: '/' }, '/check');
  for (const path of [...decisionPages(application.id), paths.queue()])
    assert.ok((await robin.get(path)).status < 400, path);
  assert.match((await robin.get(paths.decision(application.id))).text(), /Geiriau’r person/);
  await robin.post('/language', { to: 'en', back: '/' }, '/check');
});

test('an issued decision that returned the application is read with its papers, and leaves the next round free', async () => {
  const application = await submitted();
  await decided(site, application, { kind: 'return' });
  const page = await robin.get(paths.decision(application.id));
  assert.equal(page.status, 200);
  assert.match(page.text(), /Return to the responsible clinician/);
  assert.equal((await robin.get(paths.letter(application.id))).status, 200);
});
