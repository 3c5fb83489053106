import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { aSite, hiddenValue, type TestSite, type Visitor } from '../../../test/browser-without-browser.ts';
import { dayBoxes, testDay, written } from '../../../test/days.ts';
import { type Asked, anOccasion, says, wordsOn } from '../../../test/voice-builder.ts';
import { voicePaths } from '../paths.ts';

let site: TestSite;
let jo: Visitor;
before(async () => {
  site = await aSite();
  jo = await site.as('jo.thimble');
});
after(() => site.close());

const spoken = {
  ...{ progress: '', risk: 'I tell Jo on the first night.', consider: '' },
  ...{ route: 'spoken', language: 'en', otherLanguage: '', support: 'an interpreter' },
};

/** Sends the scribe's form as the page would, with the marks of what it was opened with. */
async function writes(who: Visitor, asked: Asked, fields: Record<string, string>) {
  const path = voicePaths.write(asked.occasionId);
  const page = await who.get(path);
  const marks = ['progress', 'risk', 'consider'].map(id => [
    `base-${id}`,
    hiddenValue(page.html, `base-${id}`),
  ]);
  return who.post(path, { ...Object.fromEntries(marks), ...fields });
}

test('a nurse writes down what a person says, reads it back, and is named with the words', async () => {
  const asked = await anOccasion(site);
  assert.equal((await writes(jo, asked, spoken)).location, voicePaths.writtenBack(asked.occasionId));
  const path = voicePaths.writtenBack(asked.occasionId);
  const back = await jo.get(path);
  assert.deepEqual(wordsOn(back.html), ['I tell Jo on the first night.']);
  assert.match(back.text(), /Dr Morgan Vale/);
  assert.match(
    back.text(),
    /Said in English\. Help that was given: an interpreter/,
    'what is sealed with it',
  );
  const mark = hiddenValue(back.html, 'mark');
  const without = await jo.post(path, { mark });
  assert.equal(without.status, 422);
  assert.match(without.text(), /Read it back to the person first, then tick the box/);
  assert.equal(
    (await jo.post(path, { mark, agreed: 'yes' })).location,
    voicePaths.occasion(asked.occasionId),
  );
  const page = await jo.get(voicePaths.occasion(asked.occasionId));
  assert.match(
    page.text(),
    /Ash Example said this aloud\. It was typed word for word by Jo Thimble, ward team/,
  );
  assert.match(page.text(), /Help that was given: an interpreter/);
});

test('a scribe who left something out is told what, and nothing typed is lost', async () => {
  const asked = await anOccasion(site);
  const page = await writes(jo, asked, { ...spoken, route: '', language: 'other' });
  assert.equal(page.status, 422);
  assert.match(page.text(), /Choose how the words came to you/);
  assert.match(page.text(), /Write the name of the language/);
  assert.match(page.html, /I tell Jo on the first night\.<\/textarea>/);
});

test('what is too long to be kept is said, and never cut: not in the middle of a sign either', async () => {
  const asked = await anOccasion(site);
  const support = `${'x'.repeat(499)}\u{1F33F}`;
  const page = await writes(jo, asked, { ...spoken, support });
  assert.equal(page.status, 422);
  assert.match(page.text(), /This is too long\. Make it shorter\./);
  assert.ok(page.html.includes(support), 'it is still there to be made shorter');
  const path = voicePaths.write(asked.occasionId);
  const kept = await jo.post(voicePaths.keepWriting(asked.occasionId), { ...spoken, support }, path);
  assert.equal(kept.status, 422);
  assert.match(JSON.parse(kept.html).message, /too long/);
});

test('two pages of one scribe never lose words to each other', async () => {
  const asked = await anOccasion(site);
  const path = voicePaths.write(asked.occasionId);
  const stale = hiddenValue((await jo.get(path)).html, 'base-risk');
  await writes(jo, asked, spoken);
  const clash = await jo.post(path, { ...spoken, risk: 'Something else.', 'base-risk': stale });
  assert.equal(clash.status, 409);
  assert.deepEqual(wordsOn(clash.html), ['I tell Jo on the first night.']);
  assert.match(clash.html, /Something else\.<\/textarea>/);
});

test('an advocate writes it down too, in another language, and a translation stands beside the original', async () => {
  const asked = await anOccasion(site);
  const indy = await site.as('indy.marrow');
  const said = await says(site, asked, { by: 'indy.marrow', route: 'written down', language: 'Polish' });
  const path = voicePaths.translation(asked.occasionId, said.id);
  const empty = await indy.post(path, {});
  assert.equal(empty.status, 422);
  assert.match(empty.text(), /Write who translated it/);
  await indy.post(path, {
    'part-0': 'In English.',
    language: 'en',
    otherLanguage: '',
    translator: 'Ula Exemplar',
  });
  const page = await indy.get(voicePaths.occasion(asked.occasionId));
  assert.deepEqual(wordsOn(page.html), ['I finished the course.', 'In English.']);
  assert.match(page.text(), /Said in Polish/);
  assert.match(page.text(), /In English, translated by Ula Exemplar/);
});

test('a comment stands beside the words with its writer, and the person can read it', async () => {
  const asked = await anOccasion(site);
  const said = await says(site, asked);
  const vale = await site.as('dr.vale');
  const path = voicePaths.comment(asked.occasionId, said.id);
  assert.equal((await vale.post(path, { text: '  ' })).status, 422);
  await vale.post(path, { text: 'I agree with this.' });
  const receipt = await (await site.as('ash.example')).get(voicePaths.receipt(asked.occasionId, said.id));
  assert.deepEqual(wordsOn(receipt.html), ['I finished the course.'], 'a comment is never among the words');
  assert.match(receipt.text(), /I agree with this\./);
  assert.match(receipt.text(), /Dr Morgan Vale, Consultant forensic psychiatrist/);
});

test('“cannot at present” needs a reason and a day to ask again, and then stands on the ward’s list', async () => {
  const asked = await anOccasion(site, { patient: 'cleo.pattern' });
  const path = voicePaths.opportunity(asked.occasionId);
  const nothing = await jo.post(path, {
    outcome: 'unable',
    why: '',
    'again-day': '',
    'again-month': '',
    'again-year': '',
  });
  assert.equal(nothing.status, 422);
  assert.match(nothing.text(), /Write why, and how you asked/);
  const past = await jo.post(path, {
    outcome: 'unable',
    why: 'Too unwell today.',
    ...dayBoxes('again', testDay.subtract({ days: 1 })),
  });
  assert.match(past.text(), /must be today or later/);
  await jo.post(path, { outcome: 'unable', why: 'Too unwell today.', ...dayBoxes('again', testDay) });
  const list = await jo.get(voicePaths.toAskAgain());
  assert.match(
    list.text(),
    new RegExp(`Cleo Pattern Cannot at present .* Too unwell today\\. ${written(testDay)} Ask now`),
  );
  const page = await jo.get(voicePaths.occasion(asked.occasionId));
  assert.match(page.text(), /Recorded by Jo Thimble/);
});

test('somebody who does not want to speak is left in peace', async () => {
  const asked = await anOccasion(site, { patient: 'bryn.sample' });
  const day = { 'again-day': '', 'again-month': '', 'again-year': '' };
  await jo.post(voicePaths.opportunity(asked.occasionId), {
    outcome: 'declined',
    why: 'Said no, kindly.',
    ...day,
  });
  assert.doesNotMatch((await jo.get(voicePaths.toAskAgain())).text(), /Bryn Sample/);
});

test('those around the person see that words were taken back and when, and no word of them', async () => {
  const asked = await anOccasion(site);
  const said = await says(site, asked);
  const vale = await site.as('dr.vale');
  await vale.post(voicePaths.comment(asked.occasionId, said.id), {
    text: 'They say they finished the course.',
  });
  const ash = await site.as('ash.example');
  await ash.post(voicePaths.takeBack(asked.occasionId, said.id), {});
  const page = await vale.get(voicePaths.occasion(asked.occasionId));
  assert.match(page.text(), /One statement was taken back by the person/);
  assert.doesNotMatch(page.text(), /finished the course/);
  assert.equal((await vale.get(voicePaths.comment(asked.occasionId, said.id))).status, 404);
});

test('a clinician is not offered to write the person’s words, and cannot', async () => {
  const asked = await anOccasion(site);
  const vale = await site.as('dr.vale');
  assert.ok(
    !(await vale.get(voicePaths.occasion(asked.occasionId))).html.includes(
      voicePaths.write(asked.occasionId),
    ),
  );
  assert.equal((await vale.get(voicePaths.write(asked.occasionId))).status, 404);
});

test('every page of the ward takes at most four round trips, and is nobody else’s', async () => {
  const asked = await anOccasion(site);
  const said = await says(site, asked);
  const pages = [
    voicePaths.occasion(asked.occasionId),
    voicePaths.opportunity(asked.occasionId),
    voicePaths.write(asked.occasionId),
    voicePaths.writtenBack(asked.occasionId),
    voicePaths.comment(asked.occasionId, said.id),
    voicePaths.translation(asked.occasionId, said.id),
    voicePaths.receiptPdf(asked.occasionId, said.id),
  ];
  const others = [
    'kit.button',
    'dr.finch',
    'bryn.sample',
    'vic.lantern',
    'mo.parley',
    'oz.harbour',
    'robin.quill',
    'ada.tally',
  ];
  for (const path of [...pages, voicePaths.toAskAgain()]) {
    const page = await jo.get(path);
    assert.equal(page.status, 200, path);
    assert.ok(
      Number.parseInt(/(\d+) round/.exec(String(page.headers['server-timing']))?.[1] ?? '9', 10) <= 4,
      path,
    );
  }
  for (const name of others) {
    const other = await site.as(name);
    for (const path of pages) assert.equal((await other.get(path)).status, 404, `${name} ${path}`);
  }
});
