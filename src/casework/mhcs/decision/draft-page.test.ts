import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { aSite, type TestSite, type Visitor } from '../../../../test/browser-without-browser.ts';
import { replyField, rowsOf, write } from '../../../../test/deciding.ts';
import { drafted, remembering } from '../../../../test/decisions.ts';
import { aLeaveApplication } from '../../../../test/leave-applications.ts';
import { wholeForm } from '../../../../test/whole-form.ts';
import { textIn } from '../../../platform/language/index.ts';
import { decisionPaths as paths } from './paths.ts';

const en = textIn('en');
let site: TestSite;
let robin: Visitor;
let sky: Visitor;
before(async () => {
  site = remembering(await aSite());
  robin = await site.as('robin.quill');
  sky = await site.as('sky.inkwell');
});
after(() => site.close());

const submitted = (patient = 'ash.example') => aLeaveApplication(site, { patient }).submitted();

test('a decision is written in one form, and each text comes back exactly', async () => {
  const application = await submitted();
  const text = '  Two spaces,\r\n\r\nŵ ŷ العربية <script>alert(1)</script> {{7*7}} O’Brien 👩🏽‍🚀\t';
  const sent = await write(robin, application.id, {
    kind: 'grant in part',
    granted: ['unescorted-day', '__proto__'],
    reasons: text,
    condition: [text, '', '   '],
    answer:
      'You did well. This is a sentence that goes on and on and on, and that has far more words than anybody who is tired would want to read at once.',
    rule: ['Be back by five.'],
    [replyField(application, 0)]: text,
    [replyField(application, 1)]: 'The hospital decides this.',
    [`${replyField(application, 1)}-kind`]: 'not considered',
  });
  assert.equal(sent.location, paths.decision(application.id));
  const page = await robin.get(paths.decision(application.id));
  const form = wholeForm(page, paths.decision(application.id));
  assert.deepEqual(form.reasons, [text]);
  assert.deepEqual(form.condition, [text]);
  assert.deepEqual(form[replyField(application, 0)], [text]);
  assert.deepEqual(form[`${replyField(application, 1)}-kind`], ['not considered']);
  assert.ok(!page.html.includes('<script>alert'));
  assert.match(page.text(), /2 of 3 parts answered/);
  assert.match(page.text(), /1 sentence is longer than 20 words/);
  assert.ok(page.html.includes(`href="${paths.decision(application.id)}#${replyField(application, 2)}"`));
});

test('conditions are added, taken away and taken from the bank by buttons, with nothing lost', async () => {
  const application = await submitted();
  const typed = { condition: ['First.', 'Second.'], rule: ['One rule.'], reasons: 'Kept while adding.' };
  const more = await write(robin, application.id, { ...typed, do: 'add:condition' });
  assert.equal(more.status, 200);
  assert.equal((more.html.match(/name="condition"/g) ?? []).length, 3);
  const less = await write(robin, application.id, { ...typed, do: 'remove:condition:0' }, more);
  assert.deepEqual(wholeForm(less, paths.decision(application.id)).condition, ['Second.']);
  assert.ok(less.html.includes('Kept while adding.'));
  assert.equal(
    (await rowsOf(site, sql`select from casework.decision where document_id = ${application.id}`)).length,
    0,
  );
  await write(robin, application.id, { ...typed, standard: ['escort', 'nonsense'] });
  const form = wholeForm(await robin.get(paths.decision(application.id)), paths.decision(application.id));
  assert.deepEqual(form.condition, ['First.', 'Second.', en('mhcs.decision.bank.escort')]);
  assert.deepEqual(form.rule, ['One rule.', en('mhcs.decision.bank.escort.plain')]);
});

test('what is typed is kept by itself, with the versions for the next time', async () => {
  const application = await submitted();
  const path = paths.decision(application.id);
  const keep = async (fields: Record<string, string | string[]>) => {
    const sent = await robin.post(paths.keep(application.id), fields, path);
    return {
      status: sent.status,
      ...(JSON.parse(sent.html) as { fields?: Record<string, string>; message?: string }),
    };
  };
  const form = {
    ...wholeForm(await robin.get(path), path),
    reasons: 'Half a sen',
    [replyField(application, 0)]: 'Th',
  };
  const first = await keep(form);
  assert.equal(first.status, 200);
  assert.equal(first.fields?.version, '1');
  assert.equal(first.fields?.[`${replyField(application, 0)}-version`], '1');
  const second = await keep({
    ...form,
    ...first.fields,
    reasons: 'Half a sentence.',
    [replyField(application, 0)]: 'Thanks.',
  });
  assert.equal(second.fields?.version, '2');
  assert.equal(second.fields?.[`${replyField(application, 0)}-version`], '2');
  const stale = await keep({ ...form, reasons: 'From an old tab.' });
  assert.equal(stale.status, 409);
  assert.match(stale.message ?? '', /Somebody else has changed this decision/);
  const unstorable = await keep({ ...form, ...second.fields, reasons: 'a\0b' });
  assert.equal(unstorable.status, 422);
  const kept = wholeForm(await robin.get(path), path);
  assert.deepEqual([kept.reasons, kept[replyField(application, 0)]], [['Half a sentence.'], ['Thanks.']]);
});

test('two people answer different parts at the same time, and both are kept', async () => {
  const application = await submitted();
  await drafted(site, application);
  const [one, other] = [
    await robin.get(paths.decision(application.id)),
    await sky.get(paths.decision(application.id)),
  ];
  assert.equal(
    (await write(robin, application.id, { [replyField(application, 0)]: 'From Robin.' }, one)).status,
    303,
  );
  assert.equal(
    (await write(sky, application.id, { [replyField(application, 1)]: 'From Sky.' }, other)).status,
    303,
  );
  const form = wholeForm(await robin.get(paths.decision(application.id)), paths.decision(application.id));
  assert.deepEqual(
    [form[replyField(application, 0)], form[replyField(application, 1)]],
    [['From Robin.'], ['From Sky.']],
  );
});

test('two people change the same text: the second sees both, and what only the first changed is taken over', async () => {
  const application = await submitted();
  await drafted(site, application);
  const [one, other] = [
    await robin.get(paths.decision(application.id)),
    await sky.get(paths.decision(application.id)),
  ];
  const first = {
    reasons: 'Robin’s reasons.',
    answer: 'Robin’s answer.',
    [replyField(application, 0)]: 'Robin’s reply.',
  };
  await write(robin, application.id, first, one);
  const second = { reasons: 'Sky’s reasons.', [replyField(application, 0)]: 'Sky’s reply.' };
  const conflict = await write(sky, application.id, second, other);
  assert.equal(conflict.status, 409);
  const text = conflict.text();
  for (const words of [
    'Robin’s reasons.',
    'Sky’s reasons.',
    'Robin’s reply.',
    'Sky’s reply.',
    'Robin’s answer.',
  ]) {
    assert.ok(text.includes(words), words);
  }
  const form = wholeForm(conflict, paths.decision(application.id));
  assert.deepEqual(
    [form.reasons, form.answer, form[replyField(application, 0)]],
    [['Sky’s reasons.'], ['Robin’s answer.'], ['Sky’s reply.']],
  );
  assert.equal((await write(sky, application.id, { reasons: 'Both of us.' }, conflict)).status, 303);
  const kept = wholeForm(await robin.get(paths.decision(application.id)), paths.decision(application.id));
  assert.deepEqual(
    [kept.reasons, kept.answer, kept[replyField(application, 0)]],
    [['Both of us.'], ['Robin’s answer.'], ['Sky’s reply.']],
  );
});

test('a conflict over one reply keeps nothing of the rest, and the next save goes through', async () => {
  const application = await submitted();
  await drafted(site, application);
  const path = paths.decision(application.id);
  const [one, other] = [await robin.get(path), await sky.get(path)];
  const field = replyField(application, 0);
  await write(robin, application.id, { [field]: 'Robin’s reply.' }, one);
  const conflict = await write(
    sky,
    application.id,
    { reasons: 'Sky’s reasons.', [field]: 'Sky’s reply.' },
    other,
  );
  assert.equal(conflict.status, 409);
  assert.ok(conflict.text().includes(en('mhcs.decision.conflict.text')));
  assert.notDeepEqual(wholeForm(await robin.get(path), path).reasons, ['Sky’s reasons.']);
  assert.equal((await write(sky, application.id, {}, conflict)).status, 303);
  const kept = wholeForm(await robin.get(path), path);
  assert.deepEqual([kept.reasons, kept[field]], [['Sky’s reasons.'], ['Sky’s reply.']]);
});
