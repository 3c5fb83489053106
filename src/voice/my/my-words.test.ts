import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { aSite, hiddenValue, type TestSite, type Visitor } from '../../../test/browser-without-browser.ts';
import { type Asked, actorOf, anOccasion, handsOver, says, wordsOn } from '../../../test/voice-builder.ts';
import { asOwner } from '../../platform/database/index.ts';
import { endOccasion } from '../commands/end-occasion.ts';
import { withdrawStatement } from '../commands/withdraw-statement.ts';
import { voicePaths } from '../paths.ts';

let site: TestSite;
let ash: Visitor;
before(async () => {
  site = await aSite();
  ash = await site.as('ash.example');
});
after(() => site.close());

/** Types one part as the page would send it. */
async function types(who: Visitor, asked: Asked, prompt: 'progress' | 'risk' | 'consider', text: string) {
  const path = voicePaths.part(asked.occasionId, prompt);
  const page = await who.get(path);
  return who.post(path, { text, base: hiddenValue(page.html, 'base'), back: '', go: 'on' });
}

const how = { language: 'en', otherLanguage: '', helped: 'no', helperName: '', helperRole: '', support: '' };

/** What stands in the hidden fields of a page, as one tab holds it. */
const hiddenIn = (html: string, ...names: string[]) =>
  Object.fromEntries(names.map(name => [name, hiddenValue(html, name)]));

/** Confirms what the read back page shows. */
async function seals(who: Visitor, asked: Asked, mark?: string) {
  const path = voicePaths.readBack(asked.occasionId);
  const page = await who.get(path);
  return who.post(path, { mark: mark ?? hiddenValue(page.html, 'mark') });
}

test('a person says their part page by page, reads it back, seals it and holds a receipt', async () => {
  const asked = await anOccasion(site);
  const start = await ash.get(voicePaths.speak(asked.occasionId));
  assert.match(start.text(), /One day a week at the sea/);
  const chosen = await ash.post(voicePaths.speak(asked.occasionId), { choice: 'now' });
  assert.equal(chosen.location, voicePaths.part(asked.occasionId, 'progress'));
  const words = '  Line one\r\n\r\n<script>alert(1)</script> \u{1F33F} \u05E9\u05DC\u05D5\u05DD & "so" ';
  assert.equal(
    (await types(ash, asked, 'progress', words)).location,
    voicePaths.part(asked.occasionId, 'risk'),
  );
  assert.equal((await types(ash, asked, 'risk', '')).location, voicePaths.part(asked.occasionId, 'consider'));
  assert.equal((await types(ash, asked, 'consider', '')).location, voicePaths.how(asked.occasionId));
  const told = await ash.post(voicePaths.how(asked.occasionId), how);
  assert.equal(told.location, voicePaths.readBack(asked.occasionId));
  const readBack = await ash.get(voicePaths.readBack(asked.occasionId));
  assert.deepEqual(wordsOn(readBack.html), [words]);
  for (const name of [
    'Dr Morgan Vale',
    'Jo Thimble',
    'Pat Ledger',
    'Indy Marrow',
    'Mental Health Casework Section',
  ])
    assert.ok(readBack.text().includes(name), name);
  for (const name of ['Kit Button', 'Vic Lantern', 'Mo Parley', 'Ada Tally', 'Robin Quill'])
    assert.ok(!readBack.text().includes(name), name);
  const sealed = await seals(ash, asked);
  assert.equal(sealed.status, 303);
  const receipt = await ash.get(sealed.location ?? '');
  assert.deepEqual(wordsOn(receipt.html), [words]);
  const code = /<code class="ow-code">([^<]+)</.exec(receipt.html)?.[1] ?? '';
  assert.match(code, /^([0-9A-HJKMNP-TV-Z]{4}-){4}[0-9A-HJKMNP-TV-Z]{4}$/);
  const answer = await site.nobody().post('/check', { code: ` ${code.toLowerCase().replaceAll('-', ' ')} ` });
  assert.match(answer.text(), /Yes\. The words are unchanged\./);
});

test('not one of the three answers to the first question is said in a clear sentence', async () => {
  const asked = await anOccasion(site);
  const page = await ash.post(voicePaths.speak(asked.occasionId), {});
  assert.equal(page.status, 422);
  assert.match(page.text(), /Choose one of the three answers/);
});

test('“not now” and “I do not want to” are kept as they were said, and can be changed', async () => {
  const asked = await anOccasion(site);
  await ash.post(voicePaths.speak(asked.occasionId), { choice: 'declined' });
  await ash.post(voicePaths.speak(asked.occasionId), { choice: 'not now' });
  const rows = await asOwner(site.database.adminUrl, db =>
    db
      .selectFrom('voice.opportunity')
      .select('outcome')
      .where('occasion_id', '=', asked.occasionId)
      .orderBy('id')
      .execute(),
  );
  assert.deepEqual(
    rows.map(row => row.outcome),
    ['invited', 'declined', 'not now'],
  );
  assert.equal((await ash.post(voicePaths.speak(asked.occasionId), { choice: 'now' })).status, 303);
});

test('nothing at all cannot be sealed, and the page says what is missing', async () => {
  const asked = await anOccasion(site);
  await types(ash, asked, 'progress', ' \r\n ');
  await ash.post(voicePaths.how(asked.occasionId), how);
  const page = await ash.post(voicePaths.readBack(asked.occasionId), { mark: 'x' }, '/check');
  assert.equal(page.status, 422);
  assert.match(page.text(), /You have not written anything yet/);
});

test('a NUL is refused with a sentence and what was typed is still in the box', async () => {
  const asked = await anOccasion(site);
  const page = await types(ash, asked, 'progress', 'before \0 after');
  assert.equal(page.status, 422);
  assert.match(page.text(), /a character in this text that cannot be kept/);
  assert.match(page.html, /before .* after<\/textarea>/s);
});

test('ten thousand words are kept and sealed whole', async () => {
  const asked = await anOccasion(site);
  const words = Array.from({ length: 10_000 }, (_, index) => `word${index}`).join(' ');
  await types(ash, asked, 'risk', words);
  await ash.post(voicePaths.how(asked.occasionId), how);
  const receipt = await ash.get((await seals(ash, asked)).location ?? '');
  assert.deepEqual(wordsOn(receipt.html), [words]);
});

test('two pages that write the same part lose nothing: the second sees both', async () => {
  const asked = await anOccasion(site);
  const path = voicePaths.part(asked.occasionId, 'progress');
  const stale = hiddenValue((await ash.get(path)).html, 'base');
  await types(ash, asked, 'progress', 'Words from my phone.');
  const clash = await ash.post(path, {
    text: 'Words from the ward computer.',
    base: stale,
    back: '',
    go: 'on',
  });
  assert.equal(clash.status, 409);
  assert.deepEqual(wordsOn(clash.html), ['Words from my phone.']);
  assert.match(clash.html, /Words from the ward computer\.<\/textarea>/);
  const both = 'Words from my phone. Words from the ward computer.';
  const again = await ash.post(path, {
    text: both,
    base: hiddenValue(clash.html, 'base'),
    back: '',
    go: 'on',
  });
  assert.equal(again.status, 303);
});

test('what is typed is kept by itself, and a clash is said without overwriting anything', async () => {
  const asked = await anOccasion(site);
  const page = voicePaths.part(asked.occasionId, 'progress');
  const keep = voicePaths.keepPart(asked.occasionId, 'progress');
  const opened = hiddenValue((await ash.get(page)).html, 'base');
  const first = await ash.post(keep, { text: 'Half a sen', base: opened }, page);
  const { base } = JSON.parse(first.html).fields;
  assert.equal((await ash.post(keep, { text: 'Half a sentence.', base }, page)).status, 200);
  const stale = await ash.post(keep, { text: 'From another tab.', base }, page);
  assert.equal(stale.status, 409);
  assert.match(JSON.parse(stale.html).message, /Choose Continue to see both/);
  assert.match((await ash.get(page)).html, /Half a sentence\.<\/textarea>/);
});

test('words that changed after they were read back are not sealed until they are read again', async () => {
  const asked = await anOccasion(site);
  await types(ash, asked, 'progress', 'First.');
  await ash.post(voicePaths.how(asked.occasionId), how);
  const old = hiddenValue((await ash.get(voicePaths.readBack(asked.occasionId))).html, 'mark');
  await types(ash, asked, 'progress', 'Second.');
  const page = await seals(ash, asked, old);
  assert.equal(page.status, 409);
  assert.match(page.text(), /Your words changed after you opened this page/);
});

test('the language that is sealed is the one that was read back, whatever another tab reads in since', async () => {
  const asked = await anOccasion(site);
  const visitor = await site.as('ash.example');
  await types(visitor, asked, 'progress', 'In which language is this?');
  const path = voicePaths.readBack(asked.occasionId);
  const form = hiddenIn((await visitor.get(path)).html, 'mark', '_once', '_csrf');
  await visitor.post('/language', { to: 'cy', back: path }, path);
  assert.equal((await visitor.post(path, form)).status, 409);
  await visitor.post('/language', { to: 'en', back: path }, path);
  assert.equal((await seals(visitor, asked)).status, 303);
});

test('a double click on “seal” makes one statement', async () => {
  const asked = await anOccasion(site);
  await types(ash, asked, 'progress', 'Only once.');
  await ash.post(voicePaths.how(asked.occasionId), how);
  const path = voicePaths.readBack(asked.occasionId);
  const page = await ash.get(path);
  const form = {
    mark: hiddenValue(page.html, 'mark'),
    _once: hiddenValue(page.html, '_once'),
    _csrf: hiddenValue(page.html, '_csrf'),
  };
  const [first, second] = await Promise.all([ash.post(path, form), ash.post(path, form)]);
  assert.equal(first.status, 303);
  assert.equal(second.location, first.location);
});

test('two tabs that seal the same words at the same moment make one statement', async () => {
  const asked = await anOccasion(site);
  await types(ash, asked, 'progress', 'Only once, from two tabs.');
  await ash.post(voicePaths.how(asked.occasionId), how);
  const path = voicePaths.readBack(asked.occasionId);
  const forms = [];
  for (let tab = 0; tab < 4; tab += 1) {
    forms.push(hiddenIn((await ash.get(path)).html, 'mark', '_once', '_csrf'));
  }
  const tabs = await Promise.all(forms.map(form => ash.post(path, form)));
  assert.deepEqual(tabs.map(({ status }) => status).toSorted(), [303, 422, 422, 422]);
});

test('words that are kept while others are being sealed are not thrown away with them', async () => {
  const asked = await anOccasion(site);
  await types(ash, asked, 'progress', 'What I read back.');
  await ash.post(voicePaths.how(asked.occasionId), how);
  const keep = voicePaths.keepPart(asked.occasionId, 'risk');
  const base = hiddenValue((await ash.get(voicePaths.part(asked.occasionId, 'risk'))).html, 'base');
  const [sealed, kept] = await Promise.all([
    seals(ash, asked),
    ash.post(keep, { text: 'One thing more.', base }, voicePaths.part(asked.occasionId, 'risk')),
  ]);
  assert.equal(kept.status, 200);
  const page = await ash.get(voicePaths.part(asked.occasionId, 'risk'));
  assert.match(page.html, /One thing more\.<\/textarea>/, `sealing answered ${sealed.status}`);
});

test('a lost session keeps what was typed until the person has signed in again', async () => {
  const asked = await anOccasion(site);
  const visitor = await site.as('ash.example');
  const path = voicePaths.part(asked.occasionId, 'progress');
  const base = hiddenValue((await visitor.get(path)).html, 'base');
  visitor.cookies.delete('__Host-ownwords');
  const page = await visitor.post(path, { text: 'Do not lose me.', base, back: '', go: 'on' }, '/sign-in');
  assert.equal(page.status, 401);
  assert.match(page.text(), /What you typed is kept/);
  assert.match(page.html, /name="unfinished" value="[^"]{40,}"/);
});

test('after the decision nothing can be sealed, and the words stay on the page', async () => {
  const asked = await anOccasion(site);
  await types(ash, asked, 'progress', 'Too late, but mine.');
  await ash.post(voicePaths.how(asked.occasionId), how);
  await asOwner(site.database.adminUrl, db =>
    db
      .updateTable('voice.occasion')
      .set({ closed_at: site.clock.now().toString() })
      .where('id', '=', asked.occasionId)
      .execute(),
  );
  const mark = 'any';
  const page = await ash.post(voicePaths.readBack(asked.occasionId), { mark }, '/check');
  assert.equal(page.status, 409);
  assert.match(page.text(), /The decision has been made/);
  assert.deepEqual(wordsOn(page.html), ['Too late, but mine.']);
});

test('after the decision nobody is recorded as not wanting to speak', async () => {
  const asked = await anOccasion(site);
  const path = voicePaths.speak(asked.occasionId);
  await ash.get(path);
  await asOwner(site.database.adminUrl, db =>
    sql`update voice.occasion set closed_at = now() where id = ${asked.occasionId}`.execute(db),
  );
  const page = await ash.post(path, { choice: 'declined' }, '/check');
  assert.equal(page.status, 409);
  assert.match(page.text(), /This decision has been made/);
  const { rows } = await asOwner(site.database.adminUrl, db =>
    sql`select from voice.opportunity where occasion_id = ${asked.occasionId}`.execute(db),
  );
  assert.equal(rows.length, 1, 'the invitation alone');
});

test('the day on which something was shown is the day that it was here', async () => {
  const asked = await anOccasion(site);
  await asOwner(site.database.adminUrl, db =>
    sql`update voice.shown set shown_at = '2020-07-01T23:30:00Z' where id = ${asked.shownId}`.execute(db),
  );
  assert.match((await ash.get(voicePaths.readBack(asked.occasionId))).text(), /2 July 2020/);
});

test('when what was asked for was taken back, nothing more is said for it and the words stay', async () => {
  const asked = await anOccasion(site);
  await types(ash, asked, 'progress', 'I still mean this.');
  await (await site.as('dr.vale')).transaction(tx => endOccasion(tx, asked.occasionId));
  assert.match(
    (await ash.get(voicePaths.speak(asked.occasionId))).text(),
    /Nothing will be decided about this any more/,
  );
  const page = await ash.post(voicePaths.readBack(asked.occasionId), { mark: '' }, '/check');
  assert.equal(page.status, 409);
  assert.deepEqual(wordsOn(page.html), ['I still mean this.']);
  const ended = (error: unknown) => error instanceof Error && 'code' in error && error.code === 'OW011';
  await assert.rejects(says(site, asked), ended);
});

test('somebody who typed it for the person is named with the words', async () => {
  const asked = await anOccasion(site);
  await types(ash, asked, 'progress', 'Bea typed this for me.');
  const missing = await ash.post(voicePaths.how(asked.occasionId), { ...how, helped: 'yes' });
  assert.equal(missing.status, 422);
  assert.match(missing.text(), /Write the name of the person who typed it/);
  await ash.post(voicePaths.how(asked.occasionId), {
    ...{ ...how, helped: 'yes', helperName: 'Bea Example', helperRole: 'my sister' },
  });
  const receipt = await ash.get((await seals(ash, asked)).location ?? '');
  assert.match(receipt.text(), /written down word for word by Bea Example, my sister/);
});

test('words are taken back before they are sent, with a warning, and only the person still reads them', async () => {
  const asked = await anOccasion(site);
  const said = await says(site, asked);
  const path = voicePaths.takeBack(asked.occasionId, said.id);
  assert.match((await ash.get(path)).text(), /You cannot undo this/);
  await ash.post(path, {});
  assert.match(
    (await ash.get(voicePaths.receipt(asked.occasionId, said.id))).text(),
    /You took these words back/,
  );
});

test('words that are taken back in two tabs at the same moment are taken back once', async () => {
  const asked = await anOccasion(site);
  const { id: statementId } = await says(site, asked);
  const actor = await actorOf(site, 'ash.example');
  const takesBack = () =>
    ash.transaction(tx => withdrawStatement(tx, { caseId: asked.caseId, statementId, actor }));
  await takesBack();
  await takesBack();
});

test('what was sent cannot be taken back', async () => {
  const asked = await anOccasion(site);
  const said = await says(site, asked);
  const path = voicePaths.takeBack(asked.occasionId, said.id);
  await handsOver(site, asked);
  assert.equal((await ash.get(path)).status, 409);
  const page = await ash.post(path, {}, '/check');
  assert.equal(page.status, 409);
  assert.match(page.text(), /cannot be taken back/);
});

test('the pages of a person’s words are nobody else’s, and every one takes at most four round trips', async () => {
  const asked = await anOccasion(site);
  const said = await says(site, asked);
  const pages = [
    voicePaths.speak(asked.occasionId),
    voicePaths.part(asked.occasionId, 'risk'),
    voicePaths.how(asked.occasionId),
    voicePaths.readBack(asked.occasionId),
    voicePaths.receipt(asked.occasionId, said.id),
    voicePaths.takeBack(asked.occasionId, said.id),
  ];
  const others = await Promise.all(['bryn.sample', 'dr.vale', 'robin.quill'].map(name => site.as(name)));
  for (const path of pages) {
    const page = await ash.get(path);
    assert.equal(page.status, 200, path);
    assert.ok(
      Number.parseInt(/(\d+) round/.exec(String(page.headers['server-timing']))?.[1] ?? '9', 10) <= 4,
      path,
    );
    for (const other of others) assert.equal((await other.get(path)).status, 404, path);
  }
});

test('every page of the journey can be had in Welsh and in easy read', async () => {
  const asked = await anOccasion(site, { patient: 'bryn.sample' });
  const bryn = await site.as('bryn.sample');
  const start = await bryn.get(voicePaths.speak(asked.occasionId));
  assert.match(start.html, /<html lang="cy"/);
  assert.match(start.text(), /Eich geiriau eich hun/);
  await bryn.post('/language', { easyRead: 'on', back: '/my/readers' }, '/my/readers');
  assert.match(
    (await bryn.get(voicePaths.speak(asked.occasionId))).text(),
    /Gallwch chi ddweud beth yw eich barn/,
  );
});
