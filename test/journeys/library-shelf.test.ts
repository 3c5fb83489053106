import assert from 'node:assert/strict';
import { test } from 'node:test';
import { searchNews } from '../../src/evidence/alerts/job.ts';
import { addRecords } from '../../src/evidence/record/commands/save-record.ts';
import { entrySchema } from '../../src/evidence/record/entry.ts';
import { runOne } from '../../src/platform/jobs/index.ts';
import { fixedClock } from '../../src/platform/time/index.ts';
import { goOn } from '../browser.ts';
import { testNow } from '../days.ts';
import { aJourney, follow, press } from './journey.ts';
import { stop, stopWithoutScripts } from './tour.ts';

/** Somebody keeps a search and is written to about what is new; they put it on a list, and show the list to others. */

const journey = aJourney();
const results = '/evidence?q=lanterns';

async function add(...titles: string[]): Promise<void> {
  const librarian = await journey.site.as('lib.page');
  const entries = titles.map(title => entrySchema.parse({ type: 'report', title, year: 2011 }));
  await librarian.transaction(tx => addRecords(tx, entries, 'librarian'));
}

/** What the worker does a week later. */
const work = () =>
  runOne(
    { pools: journey.site.database.pools, clock: fixedClock(testNow.add({ hours: 8 * 24 }).toString()) },
    searchNews,
    { payload: {}, signal: new AbortController().signal },
  );

test('a search is saved without a script, a letter comes about what is new, and whoever has it can stop them', {
  timeout: 600_000,
}, async () => {
  await add('Lanterns in a prison library', 'Lanterns at sea');
  const vale = await journey.browser.openAs('dr.vale', { javaScript: false });
  await vale.goto(results);
  await follow(vale, 'Save this search');
  await vale.getByLabel('Name').fill('Light');
  await vale.getByLabel('Every week').check();
  await stopWithoutScripts(vale, '123-save-search');
  await press(vale, 'Save');
  assert.match(await vale.innerText('main'), /Light[\s\S]+Nothing new[\s\S]+Every week/);
  await add('Lanterns of the night shift', 'Nothing of the kind');
  await work();

  const page = await journey.browser.openAs('dr.vale');
  await page.goto('/outbox');
  await follow(page, 'New in the Ownwords library');
  assert.match(await page.innerText('main'), /one new record[\s\S]+Lanterns of the night shift/);
  await stop(page, '124-letter-of-news');
  const letter = page.url();
  await follow(page, 'Open the link in this mail');
  assert.match(await page.innerText('main'), /1 new record/);
  await stop(page, '125-my-searches');
  await press(page, 'Look, the newest first');
  assert.match(
    await page.getByRole('listitem').filter({ hasText: 'Lanterns' }).first().innerText(),
    /night shift/,
  );

  const anybody = await journey.browser.open({ width: 320 });
  await anybody.goto(letter);
  await follow(anybody, 'Stop these letters');
  await stop(anybody, '126-stop-letters');
  await press(anybody, 'Stop the letters');
  assert.match(await anybody.innerText('main'), /These letters are stopped/);
});

test('ticked results go onto a reading list by the keyboard, and whoever has its link reads it', {
  timeout: 600_000,
}, async () => {
  const page = await journey.browser.openAs('dr.vale');
  await page.goto(results);
  for (const title of ['Lanterns at sea', 'Lanterns in a prison library'])
    await page.getByRole('checkbox', { name: title }).check();
  await press(page, 'Add what you picked to a reading list');
  await page.getByLabel('Title of the new list').fill('Lights to read about');
  await stop(page, '127-add-to-list');
  await press(page, 'Add');
  const titles = () => page.locator('.ow-hits h2').allInnerTexts();
  const before = await titles();
  await page.getByRole('button', { name: 'Down' }).focus();
  const moved = page.waitForURL(/#r\d+$/);
  await page.keyboard.press('Enter');
  await moved;
  assert.deepEqual(await titles(), before.toReversed());
  await follow(page, 'Note');
  await page.getByLabel('What is noted on this record').fill('Begin with this one.');
  await press(page, 'Save');
  await press(page, 'Make a link');
  await stop(page, '128-reading-list');
  const link = await page.locator('#share code').innerText();

  const anybody = await journey.browser.open({ width: 320 });
  await anybody.goto(new URL(link).pathname);
  assert.match(await anybody.innerText('main'), /Lights to read about[\s\S]+Begin with this one\./);
  await stop(anybody, '129-shared-list');
  await goOn(anybody, anybody.getByRole('link', { name: 'Cite the list' }));
  assert.match(await anybody.innerText('main'), /Lanterns at sea/);
});
