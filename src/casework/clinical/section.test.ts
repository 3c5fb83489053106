import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  aSite,
  hiddenValue,
  type Seen,
  type TestSite,
  type Visitor,
} from '../../../test/browser-without-browser.ts';
import { type Application, aLeaveApplication } from '../../../test/leave-applications.ts';
import { asOwner } from '../../platform/database/index.ts';
import { clinicalPaths as paths } from './paths.ts';

let site: TestSite;
let started: Application;
let vale: Visitor;
let jo: Visitor;
before(async () => {
  site = await aSite();
  started = await aLeaveApplication(site).started();
  vale = started.clinician;
  jo = await site.as('jo.thimble');
});
after(() => site.close());

const drawn = (page: Seen) => ({
  version: hiddenValue(page.html, 'version'),
  base: hiddenValue(page.html, 'base'),
});

async function kept(section: string, part: 'open' | 'closed' = 'open') {
  return asOwner(site.database.adminUrl, db =>
    db
      .selectFrom(part === 'open' ? 'casework.open_answers' : 'casework.closed_answers')
      .selectAll()
      .where('document_id', '=', started.id)
      .where('section', '=', section)
      .executeTakeFirst(),
  );
}

/** Opens a section and sends it as its form would. */
async function send(who: Visitor, section: string, fields: Record<string, string | string[]>) {
  const path = paths.section(started.id, section);
  const page = await who.get(path);
  return who.post(path, { ...drawn(page), ...fields });
}

test('saving a section keeps the text exactly and goes on to the next', async () => {
  const purpose = '  Two spaces,\r\n\r\na line ✓ ŵ ŷ العربية <script>alert(1)</script> {{7*7}} O’Brien\t';
  const sent = await send(vale, '3c', { purpose });
  assert.equal(sent.location, paths.section(started.id, '3g'));
  assert.deepEqual((await kept('3c'))?.answers, { purpose });
  const page = await vale.get(paths.section(started.id, '3c'));
  assert.ok(page.html.includes('&lt;script&gt;'));
  assert.ok(!page.html.includes('<script>alert'));
});

test('an open section with a closed question keeps the two in separate records', async () => {
  await send(vale, '4b', { indexOffence: 'Open words', indexOffenceClosed: 'Closed words' });
  assert.deepEqual((await kept('4b'))?.answers, { indexOffence: 'Open words' });
  assert.deepEqual((await kept('4b', 'closed'))?.answers, { indexOffenceClosed: 'Closed words' });
});

test('the ward team fills the open questions of a section and neither sees nor touches the closed ones', async () => {
  const page = await jo.get(paths.section(started.id, '4b'));
  assert.doesNotMatch(page.html, /indexOffenceClosed|Closed words/);
  const sent = await send(jo, '4b', {
    indexOffence: 'Jo wrote this',
    indexOffenceClosed: 'forged by the ward',
  });
  assert.equal(sent.status, 303);
  assert.deepEqual((await kept('4b'))?.answers, { indexOffence: 'Jo wrote this' });
  assert.deepEqual((await kept('4b', 'closed'))?.answers, { indexOffenceClosed: 'Closed words' });
});

test('an impossible date comes back with its sentence, and what was typed is still there', async () => {
  const fields = {
    patientName: 'Ash Example',
    'patientBorn-day': '31',
    'patientBorn-month': '4',
    'patientBorn-year': '1984',
  };
  const sent = await send(vale, '1', fields);
  assert.equal(sent.status, 422);
  assert.match(sent.text(), /There is a problem .*this date is not in the calendar/);
  assert.match(sent.html, /name="patientBorn-day"[^>]*value="31"/);
  assert.equal((await kept('1'))?.version, 1);
});

test('a character that cannot be kept is refused with a sentence', async () => {
  const sent = await send(vale, '9a', { otherViews: 'before\u0000after' });
  assert.equal(sent.status, 422);
  assert.match(sent.text(), /there was a hidden character that cannot be kept/);
});

test('ten thousand words are kept whole', async () => {
  const long = 'gair word 語 '.repeat(3400);
  await send(vale, '4a', { pastContact: long });
  assert.deepEqual((await kept('4a'))?.answers, { pastContact: long });
});

test('entries are added and removed by buttons, with nothing typed lost and nothing saved', async () => {
  const path = paths.section(started.id, '3b');
  const typed = { 'documents-0-name': 'Care plan', 'documents-1-name': 'Risk report' };
  const more = await vale.post(path, { ...drawn(await vale.get(path)), ...typed, '_add:documents': 'yes' });
  assert.equal(more.status, 200);
  assert.match(more.html, /name="documents-2-name"/);
  assert.match(more.html, /value="Risk report"/);
  const less = await vale.post(path, { ...drawn(more), ...typed, '_remove:documents:0': 'yes' });
  assert.match(less.html, /name="documents-0-name"[^>]*value="Risk report"/);
  assert.doesNotMatch(less.html, /value="Care plan"/);
  assert.equal(await kept('3b'), undefined);
});

test('after a button that adds an entry the page before it can still be sent, with other words', async () => {
  const path = paths.section(started.id, '3b');
  const page = await vale.get(path);
  const once = { _once: hiddenValue(page.html, '_once'), ...drawn(page) };
  await vale.post(path, { ...once, 'documents-0-name': 'First', '_add:documents': 'yes' });
  const again = await vale.post(path, { ...once, 'documents-0-name': 'First, put right' });
  assert.equal(again.status, 303);
  assert.deepEqual((await kept('3b'))?.answers, { documents: [{ name: 'First, put right' }] });
});

test('a double click saves once and shows the same page', async () => {
  const path = paths.section(started.id, '4i');
  const page = await vale.get(path);
  const once = { _once: hiddenValue(page.html, '_once'), ...drawn(page), abscondRisk: 'Low' };
  const clicks = await Promise.all([vale.post(path, once), vale.post(path, once)]);
  assert.deepEqual(
    clicks.map(click => [click.status, click.location]),
    [
      [303, paths.section(started.id, '5')],
      [303, paths.section(started.id, '5')],
    ],
  );
  assert.equal((await kept('4i'))?.version, 1);
});

test('a draft keeps itself while it is typed, and answers with the version to go on from', async () => {
  const page = await vale.get(paths.section(started.id, '4e'));
  const keep = paths.keepSection(started.id, '4e');
  const first = await vale.post(
    keep,
    { ...drawn(page), riskNow: 'half a sen' },
    paths.section(started.id, '4e'),
  );
  assert.equal(first.status, 200);
  const { fields } = JSON.parse(first.html);
  assert.equal(fields.version, '1.0');
  const second = await vale.post(
    keep,
    { ...fields, riskNow: 'half a sentence.' },
    paths.section(started.id, '4e'),
  );
  assert.equal(JSON.parse(second.html).fields.version, '2.0');
  assert.deepEqual((await kept('4e'))?.answers, { riskNow: 'half a sentence.' });
  const stale = await vale.post(
    keep,
    { ...fields, riskNow: 'from an old tab' },
    paths.section(started.id, '4e'),
  );
  assert.equal(stale.status, 409);
  assert.match(JSON.parse(stale.html).message, /Someone else has changed this section/);
  assert.deepEqual((await kept('4e'))?.answers, { riskNow: 'half a sentence.' });
});

test('two people who changed one section: the second sees both texts, and what only one changed is merged', async () => {
  await send(vale, '4f', { medication: 'Old', medicationInsight: 'Old insight' });
  const page = await vale.get(paths.section(started.id, '4f'));
  await send(jo, '4f', { medication: 'Jo: new dose', medicationInsight: 'Jo: takes it' });
  const sent = await vale.post(
    paths.section(started.id, '4f'),
    { ...drawn(page), medication: 'Vale: other dose', medicationInsight: 'Old insight' },
    paths.section(started.id, '4f'),
  );
  assert.equal(sent.status, 409);
  assert.match(sent.text(), /Jo Thimble saved this section/);
  assert.match(sent.text(), /Jo: new dose .*Vale: other dose/);
  assert.match(sent.html, /name="medication"[^>]*>Vale: other dose/);
  assert.match(sent.html, /name="medicationInsight"[^>]*>Jo: takes it/);
  assert.deepEqual((await kept('4f'))?.answers, {
    medication: 'Jo: new dose',
    medicationInsight: 'Jo: takes it',
  });
  const chosen = await vale.post(
    paths.section(started.id, '4f'),
    { ...drawn(sent), medication: 'Both agreed', medicationInsight: 'Jo: takes it' },
    paths.section(started.id, '4f'),
  );
  assert.equal(chosen.status, 303);
  assert.deepEqual((await kept('4f'))?.answers, {
    medication: 'Both agreed',
    medicationInsight: 'Jo: takes it',
  });
});

test('of sixty people who save one section at once, one succeeds and fifty-nine see both texts', async () => {
  const path = paths.section(started.id, '9a');
  const page = await vale.get(path);
  const tries = await Promise.all(
    Array.from({ length: 60 }, (_, n) =>
      vale.post(path, { ...drawn(page), otherViews: `Writer ${n} wrote this.` }, path),
    ),
  );
  const saved = tries.filter(({ status }) => status === 303);
  const conflicts = tries.flatMap((answer, n) => (answer.status === 409 ? [{ answer, n }] : []));
  assert.equal(saved.length, 1);
  assert.equal(conflicts.length, 59);
  const winner = tries.findIndex(({ status }) => status === 303);
  for (const { answer, n } of conflicts) {
    assert.ok(answer.text().includes(`Writer ${winner} wrote this.`), `${n} sees the text that was saved`);
    assert.ok(answer.text().includes(`Writer ${n} wrote this.`), `${n} sees their own text`);
  }
  assert.deepEqual((await kept('9a'))?.answers, { otherViews: `Writer ${winner} wrote this.` });
});

test('a section that does not apply says so and asks nothing', async () => {
  const page = await vale.get(paths.section(started.id, '7'));
  assert.match(page.text(), /Nothing is needed here/);
});

test('after submission a section can be read and no longer changed', async () => {
  const sent = await aLeaveApplication(site, { patient: 'dale.mockup' }).submitted();
  const path = paths.section(sent.id, '9a');
  assert.equal((await vale.get(path)).location, paths.check(sent.id));
  const late = await vale.post(
    path,
    { version: '1.0', otherViews: 'too late' },
    paths.section(started.id, '9a'),
  );
  assert.equal(late.status, 409);
  assert.match(late.text(), /has been sent, so it can no longer be changed/);
});
