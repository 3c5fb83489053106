import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { aSite, type TestSite, type Visitor } from '../../../../test/browser-without-browser.ts';
import { replyField, rowsOf, write } from '../../../../test/deciding.ts';
import { awaitingAuthorisation, drafted, remembering } from '../../../../test/decisions.ts';
import { aLeaveApplication } from '../../../../test/leave-applications.ts';
import { wholeForm } from '../../../../test/whole-form.ts';
import { asOwner } from '../../../platform/database/index.ts';
import { textIn } from '../../../platform/language/index.ts';
import { decisionPaths as paths } from './paths.ts';

const en = textIn('en');
let site: TestSite;
let robin: Visitor;
let drew: Visitor;
before(async () => {
  site = remembering(await aSite());
  robin = await site.as('robin.quill');
  drew = await site.as('drew.sealing');
});
after(() => site.close());

const submitted = (patient = 'ash.example') => aLeaveApplication(site, { patient }).submitted();

test('whatever is typed is kept or refused with a sentence, on every form', async () => {
  const application = await submitted();
  const corpus = [
    'word '.repeat(10_000),
    '👩🏽‍🚀🏳️‍🌈',
    '\u202Eמשהו بالعربية\u202C',
    `'; drop table casework.decision; --`,
    '</textarea><script>alert(1)</script>',
    '{{7*7}} <%= 7 %> %s',
    '=1+1 @SUM(1)',
    'e\u0301'.repeat(1000),
  ];
  for (const text of corpus) {
    const sent = await write(robin, application.id, {
      kind: 'refuse',
      reasons: text,
      answer: text,
      condition: text,
      rule: text,
      [replyField(application, 0)]: text,
    });
    assert.equal(sent.status, 303, text.slice(0, 20));
    const page = await robin.get(paths.decision(application.id));
    const form = wholeForm(page, paths.decision(application.id));
    for (const name of ['reasons', 'answer', 'condition', 'rule', replyField(application, 0)])
      assert.deepEqual(form[name], [text], name);
    assert.ok(!page.html.includes('<script>alert'));
  }
  for (const name of ['reasons', 'answer', 'condition', 'rule', replyField(application, 0)]) {
    const sent = await write(robin, application.id, {
      [name]: 'before\0after',
      ...(name === 'reasons' ? {} : { reasons: 'typed and kept' }),
    });
    assert.equal(sent.status, 422, name);
    assert.ok(sent.text().includes(en('platform.problem.unstorable')), name);
    assert.ok(sent.html.includes('before'), name);
  }
  const emptied = await write(robin, application.id, { [replyField(application, 0)]: '  ' });
  assert.equal(emptied.status, 422);
  assert.ok(emptied.text().includes(en('mhcs.decision.problem.emptied')));
  const many = await write(robin, application.id, { condition: Array<string>(70).fill('Again.') });
  assert.equal(many.status, 422);
});

test('fields that no form of ours has, twice, or with a forged version, do no harm', async () => {
  const application = await submitted();
  await drafted(site, application);
  const odd = {
    kind: ['refuse', 'nonsense'],
    version: ['1', '99999999999999999999'],
    base: '',
    __proto__2: 'x',
    constructor: 'x',
    toString: 'x',
    'granted[]': 'x',
    do: 'remove:condition:9999',
    'reply-999999-0': 'To words that nobody said.',
  };
  const sent = await write(robin, application.id, odd);
  assert.ok([200, 303, 409].includes(sent.status), String(sent.status));
  const forged = await write(robin, application.id, {
    version: '-1',
    base: 'x '.repeat(2000),
    reasons: 'Forged.',
  });
  assert.equal(forged.status, 409);
  assert.equal(
    (await rowsOf(site, sql`select from voice.reply where text = 'To words that nobody said.'`)).length,
    0,
  );
  const tells = ['-1', '1e9', '9'.repeat(30), 'robin', "1' or '1'='1"];
  for (const tell of tells) {
    const answer = await robin.fill(paths.send(application.id), { tell, version: '0' });
    assert.ok([403, 409].includes(answer.status), `${tell}: ${answer.status}`);
  }
  await awaitingAuthorisation(site, application);
  for (const seen of ['', 'x'.repeat(10_000), '\0', "'"]) {
    const answer = await drew.post(
      paths.authorise(application.id),
      { seen },
      paths.authorise(application.id),
    );
    assert.equal(answer.status, 409);
  }
  const nul = await drew.post(
    paths.sendBack(application.id),
    { reason: 'a\0b' },
    paths.authorise(application.id),
  );
  assert.equal(nul.status, 422);
  const long = '<b>back</b> '.repeat(4000);
  assert.equal(
    (await drew.post(paths.sendBack(application.id), { reason: long }, paths.authorise(application.id)))
      .status,
    303,
  );
  assert.ok((await robin.get(paths.decision(application.id))).html.includes('&lt;b&gt;back&lt;/b&gt;'));
});

test('a case that was closed, and an application that was withdrawn, can be read but not decided', async () => {
  const application = await submitted('kai.fixture');
  await drafted(site, application);
  await asOwner(site.database.adminUrl, db =>
    sql`update people.case set closed_on = '2026-11-22' where id = ${application.caseId}`.execute(db),
  );
  const page = await robin.get(paths.decision(application.id));
  assert.ok(page.text().includes(en('casework.refusal.caseClosed')));
  for (const path of [paths.decision, paths.send]) {
    assert.equal((await robin.post(path(application.id), { reasons: 'x' }, '/account')).status, 409);
  }
});
