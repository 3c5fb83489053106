import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { sql } from 'kysely';
import type { Page } from 'playwright-core';
import { importEvidence } from '../../src/evidence/bring/job.ts';
import { asOwner } from '../../src/platform/database/index.ts';
import { runOne } from '../../src/platform/jobs/index.ts';
import { goOn } from '../browser.ts';
import { testDay } from '../days.ts';
import { aJourney, fillDay, follow, press } from './journey.ts';
import { stop, stopWithoutScripts } from './tour.ts';

/** The library: what anybody does with it, what a librarian keeps, and what became of a recommendation. */

const journey = aJourney();
const office = 'Office for Custody Matters';

const risOf = (...records: readonly (readonly string[])[]) => ({
  name: 'records.ris',
  mimeType: 'application/x-research-info-systems',
  buffer: Buffer.from(records.map(lines => ['TY  - RPRT', ...lines, 'ER  - ', ''].join('\r\n')).join('')),
});
const councils = [
  'TI  - An invented study of prison councils',
  'AU  - Example, Ash',
  'PY  - 2019',
  'DO  - 10.1234/councils',
];
const titled = (title: string, year: number) => [
  `TI  - ${title}`,
  'AU  - Invented Inspectorate',
  `PY  - ${year}`,
  'KW  - Prisons',
];

/** What the worker does meanwhile. */
const work = (url: string) =>
  runOne({ ...journey.site.database, clock: journey.site.clock }, importEvidence, {
    payload: { import: Number(/\/imports\/(\d+)/.exec(url)?.[1]) },
    signal: new AbortController().signal,
  });

/** Uploads a file, lets it be looked through and brings it in. */
async function bring(librarian: Page, file: ReturnType<typeof risOf>, pictures?: string): Promise<void> {
  await librarian.goto('/evidence/import');
  await librarian.locator('#file').setInputFiles(file);
  await press(librarian, 'Upload and look through');
  await work(librarian.url());
  await librarian.goto(librarian.url());
  if (pictures) await stop(librarian, pictures);
  const beside = librarian.getByLabel('Bring it in beside');
  if (await beside.isVisible()) await beside.check();
  await press(librarian, 'Bring the records in');
  await work(librarian.url());
  await librarian.goto(librarian.url());
}

/** The organisation for which a respondent answers. */
const nameOffice = () =>
  asOwner(journey.site.database.adminUrl, db =>
    sql`insert into evidence.addressee (name, unit_id) select name, id from people.unit where name = ${office}`.execute(
      db,
    ),
  );

test('a librarian brings in a file with a duplicate, sees it, makes the two one, and two again', {
  timeout: 600_000,
}, async () => {
  const librarian = await journey.browser.openAs('lib.page');
  const inspections = Array.from({ length: 24 }, (_, at) =>
    titled(`Inspection ${at + 1} of an invented prison`, 1999 + at),
  );
  await bring(librarian, risOf(councils, ...inspections));
  assert.match(await librarian.innerText('main'), /25 records came in/);
  await bring(
    librarian,
    risOf([...councils, 'PB  - Larkmoor Press'], ['TI  - A second study']),
    '110-library-file-found',
  );
  assert.match(await librarian.innerText('main'), /2 records came in/);
  await librarian.goto('/evidence/duplicates');
  await stop(librarian, '111-library-duplicates');
  await follow(librarian, /Compare/);
  await stop(librarian, '112-library-two-records');
  await librarian.locator('#kept').check();
  await press(librarian, 'Make them one');
  assert.match(await librarian.innerText('body'), /went into record/);
  await librarian.goto('/evidence/duplicates');
  assert.match(await librarian.innerText('main'), /No records look like one/);
  await follow(librarian, /went into record/);
  await stop(librarian, '113-library-made-one');
  await press(librarian, 'Make them two again');
  assert.match(await librarian.innerText('body'), /They are two again/);
});

/** Ticks a record by its title, as a reader of the screen would. */
const tick = (page: Page, title: string | RegExp) => page.getByRole('checkbox', { name: title }).check();

for (const javaScript of [true, false])
  test(`anybody finds, refines, cites and takes along, ${javaScript ? 'with' : 'without'} a script`, {
    timeout: 600_000,
  }, async () => {
    const reader = await journey.browser.open({ javaScript, ...(javaScript ? {} : { width: 360 }) });
    const look = javaScript ? stop : stopWithoutScripts;
    const pictures = javaScript ? 114 : 117;
    await reader.goto('/evidence');
    await reader.locator('#q').fill('invented inspection');
    await press(reader, 'Search');
    assert.match(await reader.innerText('main'), /2[56] records found/);
    await tick(reader, 'Prisons (24)');
    await reader.locator('#order').selectOption('title');
    await press(reader, 'Show these');
    assert.match(await reader.innerText('main'), /24 records found/);
    await tick(reader, 'Pick Inspection 1 of an invented prison');
    await look(reader, `${pictures}-library-results`);
    // What is ticked goes along to the next page.
    await goOn(reader, reader.getByRole('button', { name: 'Page 2' }));
    assert.match(await reader.innerText('main'), /1 record picked/);
    await tick(reader, 'Pick Inspection 9 of an invented prison');
    await press(reader, 'Cite or download what you picked');
    assert.match(
      await reader.innerText('main'),
      /Invented Inspectorate \(1999\).*Invented Inspectorate \(2007\)/s,
    );
    await reader.locator('#style').selectOption('vancouver');
    await press(reader, 'Show');
    assert.match(
      await reader.innerText('#references'),
      /Invented Inspectorate\. Inspection 1 of an invented prison\. 1999/,
    );
    await look(reader, `${pictures + 1}-library-picked`);
    const coming = reader.waitForEvent('download');
    await reader.getByRole('button', { name: 'Download', exact: true }).click();
    const file = await readFile(await (await coming).path(), 'utf8');
    assert.deepEqual([...file.matchAll(/^TI {2}- (.*)$/gm)].map(([, title]) => title?.trim()).toSorted(), [
      'Inspection 1 of an invented prison',
      'Inspection 9 of an invented prison',
    ]);
    await follow(reader, 'Inspection 9 of an invented prison');
    await look(reader, `${pictures + 2}-library-record`);
  });

test('a recommendation is followed from the report to an action that somebody else verified', {
  timeout: 600_000,
}, async () => {
  await nameOffice();
  const librarian = await journey.browser.openAs('lib.page');
  await librarian.goto('/evidence?q=title:inspection&order=title');
  await follow(librarian, 'Inspection 1 of an invented prison');
  await follow(librarian, 'Record a recommendation');
  await press(librarian, 'Save');
  await stop(librarian, '120-chain-what-is-missing');
  await librarian.locator('#asks').fill('Ask everybody on their first night how they are.');
  await librarian.locator('#addressees').fill(office);
  await librarian.locator('#theme').fill('Screening');
  await fillDay(librarian, 'madeOn', testDay.subtract({ months: 3 }));
  await press(librarian, 'Save');
  const chain = librarian.url();

  const respondent = await journey.browser.openAs('custody.reply');
  await respondent.goto(chain);
  await follow(respondent, 'Record an answer');
  await respondent.getByLabel('Accepted', { exact: true }).check();
  await respondent.locator('#says').fill('We will, from spring.');
  await respondent.locator('#signedBy').fill('Ansel Reply, Head of recommendations');
  await fillDay(respondent, 'on', testDay.subtract({ days: 30 }));
  await stop(respondent, '121-chain-answer');
  await press(respondent, 'Save');
  await follow(respondent, 'Record an action');
  await respondent.locator('#does').fill('Train the staff of the first-night wing.');
  await respondent.locator('#owner').fill('Head of training');
  await fillDay(respondent, 'dueOn');
  await press(respondent, 'Save');
  await follow(respondent, 'Say that it is done');
  await respondent.locator('#shownBy').fill('The list of who was trained.');
  await fillDay(respondent, 'on');
  await press(respondent, 'Save');
  assert.equal(await respondent.getByRole('link', { name: 'Say what you found' }).count(), 0);

  await librarian.goto(chain);
  await follow(librarian, 'Say what you found');
  await librarian.getByLabel('Verified', { exact: true }).check();
  await librarian.locator('#says').fill('We spoke to those who were trained.');
  await librarian.locator('#verifiedBy').fill('Invented Inspectorate');
  await fillDay(librarian, 'on');
  await press(librarian, 'Save');
  await follow(librarian, 'Record what changed');
  await librarian.locator('#says').fill('Nobody was left unasked for a month.');
  await librarian.locator('#source').fill('The wing diary');
  await fillDay(librarian, 'on');
  await press(librarian, 'Save');

  const reader = await journey.browser.open();
  await reader.goto(chain);
  const said = await reader.innerText('main');
  assert.match(
    said,
    /Accepted.*Train the staff.*The list of who was trained.*Verified.*Nobody was left unasked/s,
  );
  assert.equal(await reader.locator('main svg[role="img"]').count(), 1);
  assert.ok((await reader.locator('main table tr').count()) > 4);
  await stop(reader, '122-chain-whole');
});
