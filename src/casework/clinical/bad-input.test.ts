import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { aSite, type TestSite, type Visitor } from '../../../test/browser-without-browser.ts';
import { type Application, aLeaveApplication } from '../../../test/leave-applications.ts';
import { clinicalPaths as paths } from './paths.ts';

/** Everything that people paste and attackers try. */
const corpus = [
  '',
  '   ',
  '\u0000',
  '\ud800',
  '\u202eevil\u202c',
  `e${'\u0301'.repeat(1000)}`,
  'İıŵŷ O’Brien Null undefined NaN',
  '=1+1',
  '+1',
  '-1',
  '@SUM(A1)',
  '{{7*7}} {% raw %} #{7*7}',
  '../../etc/passwd',
  "'; drop table casework.consultation; --",
  '<script>alert(1)</script><img src=x onerror=alert(1)>',
  'line\r\nSet-Cookie: x=1',
  '99999999999999999999999999',
  'word '.repeat(10_000),
  '[object Object]',
  '__proto__',
] as const;

let site: TestSite;
let draft: Application;
let vale: Visitor;
before(async () => {
  site = await aSite();
  draft = await aLeaveApplication(site).said();
  vale = draft.clinician;
});
after(() => site.close());

/** Sends one text as every field of a form, also twice over. The answer is a page or the next one, never a fault. */
async function sendAll(path: string, fields: readonly string[], from = path): Promise<void> {
  for (const text of corpus) {
    for (const value of text.length < 4 ? [text, [text, text]] : [text]) {
      const sent = await vale.post(path, Object.fromEntries(fields.map(field => [field, value])), from);
      assert.ok(
        [303, 403, 409, 422].includes(sent.status),
        `${path} ${JSON.stringify(text.slice(0, 20))}: ${sent.status}`,
      );
      assert.ok(!sent.html.includes('<script>alert(1)'), path);
      assert.ok(!sent.html.includes('onerror=alert(1)>'), path);
    }
  }
}

test('anything can be typed into a section, its hidden fields included', async () => {
  await sendAll(paths.section(draft.id, '3c'), [
    'purpose',
    'area',
    'zoneCloseness',
    'version',
    'base',
    'then',
    '__proto__',
  ]);
  await sendAll(
    paths.section(draft.id, '3d'),
    ['nightsPerWeek', 'overnightLinked', 'overnightAddress'],
    paths.section(draft.id, '1'),
  );
  await sendAll(paths.section(draft.id, '3b'), [
    'documents-0-name',
    'documents-0-dated-day',
    'documents-999-name',
    'documents--1-name',
  ]);
});

test('anything can be typed into the question to others, the signature and the record of leave', async () => {
  await sendAll(paths.consultations(draft.id), ['consultee', 'account', 'question']);
  await sendAll(paths.submit(draft.id), ['seen', 'sight-day', 'sight-month', 'sight-year', 'note', 'name']);
  await sendAll(
    paths.leave(draft.id),
    ['kind', 'on-day', 'on-month', 'on-year', 'note'],
    paths.section(draft.id, '1'),
  );
  await sendAll(
    paths.undertaking(draft.id),
    ['notified-day', 'notified-month', 'notified-year'],
    paths.section(draft.id, '1'),
  );
  await sendAll(paths.information(draft.id), ['answer'], paths.section(draft.id, '1'));
});

test('anything can be typed into an answer to a consultation', async () => {
  const vic = await site.as('vic.lantern');
  const { id } = await vale.transaction(tx =>
    tx.db
      .selectFrom('people.account')
      .select('id')
      .where('username', '=', 'vic.lantern')
      .executeTakeFirstOrThrow(),
  );
  await vale.post(paths.consultations(draft.id), {
    consultee: 'victim_liaison_officer',
    account: String(id),
    question: 'Well?',
  });
  for (const text of corpus) {
    const sent = await vic.post(paths.consultation(1), {
      contact: text,
      victimConsulted: text,
      conditions: text,
    });
    assert.equal(sent.status, 422, JSON.stringify(text.slice(0, 20)));
    assert.ok(!sent.html.includes('<script>alert(1)'));
  }
});

test('every page is there in Welsh, with nothing left in a key', async () => {
  await vale.post('/language', { to: 'cy', back: '/' }, paths.patients());
  const { id, caseId } = draft;
  const all = [
    paths.patients(),
    paths.patient(caseId),
    paths.application(id),
    paths.section(id, '3g'),
    paths.section(id, '6'),
    paths.check(id),
    paths.print(id),
    paths.words(id),
    paths.consultations(id),
    paths.submit(id),
    paths.information(id),
    paths.leave(id),
  ];
  for (const path of all) {
    const page = await vale.get(path);
    assert.equal(page.status, 200, path);
    assert.match(page.html, /<html lang="cy"/);
    assert.doesNotMatch(page.text(), /casework\.[a-z]+\.|leave2024\.|gates\.lg/, path);
  }
});
