import assert from 'node:assert/strict';
import { test } from 'node:test';
import { importRegister } from '../../src/casework/register-import/job.ts';
import { importPaths } from '../../src/casework/register-import/paths.ts';
import { runOne } from '../../src/platform/jobs/index.ts';
import { aJourney, follow, press } from './journey.ts';
import { stop, stopWithoutScripts } from './tour.ts';

/** A register comes in from a file: looked through, one row put right, brought in, and brought in again for nothing. */

const journey = aJourney();

const headings = 'MHCS reference,Surname,Forenames,DOB,Hospital,Ward,Team,Authority,Order made on';
const rowOf = (reference: string, born: string) =>
  `${reference},Invented,Nobody,${born},Larkmoor Hospital,Heron Ward,Casework Team One,s37/41,2015-06-07`;
const fileOf = (...rows: string[]) => ({
  name: 'register.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from([headings, ...rows].join('\r\n')),
});

/** What the worker does meanwhile. */
const work = (id: number) =>
  runOne({ ...journey.site.database, clock: journey.site.clock }, importRegister, {
    payload: { import: id },
    signal: new AbortController().signal,
  });
const importOf = (url: string) => Number(/\/imports\/(\d+)/.exec(url)?.[1]);

test('a head of casework brings a register in, without a script, and is told of each row that fails', {
  timeout: 600_000,
}, async () => {
  const nat = await journey.browser.openAs('nat.charter', { javaScript: false });
  await nat.goto('/mhcs/register');
  await follow(nat, 'Import and export');
  await stopWithoutScripts(nat, '90-register-file');
  await press(nat, 'Upload the file');
  assert.match(await nat.innerText('main'), /Choose a file\./);

  await nat.locator('#file').setInputFiles(fileOf(rowOf('JO/1', '04/03/1980'), rowOf('JO/2', '31/04/1980')));
  await press(nat, 'Upload the file');
  await stopWithoutScripts(nat, '91-register-columns');
  await press(nat, 'Check every row');
  assert.match(await nat.innerText('main'), /Row 0 of 2/);
  await stopWithoutScripts(nat, '92-register-progress');
  await work(importOf(nat.url()));
  await follow(nat, 'Look again now');
  assert.match(await nat.innerText('main'), /This is not a day of the calendar/);
  await stopWithoutScripts(nat, '93-register-found');
  await press(nat, 'Bring in 1 row');
  await work(importOf(nat.url()));
  await follow(nat, 'Look again now');
  assert.match(await nat.innerText('main'), /1 row was brought in/);
});

test('the row that was put right comes in, and the one that is there already changes nothing', {
  timeout: 600_000,
}, async () => {
  const nat = await journey.browser.openAs('nat.charter');
  await nat.goto(importPaths.begin());
  await stop(nat, '94-register-file-again');
  await nat.locator('#file').setInputFiles(fileOf(rowOf('JO/1', '04/03/1980'), rowOf('JO/2', '30/04/1980')));
  await press(nat, 'Upload the file');
  await stop(nat, '95-register-columns-again');
  await press(nat, 'Check every row');
  const id = importOf(nat.url());
  await work(id);
  await nat.goto(importPaths.import(id));
  assert.match(await nat.innerText('main'), /1 row stands in the register already/);
  await press(nat, 'Bring in 1 row');
  await stop(nat, '96-register-bringing-in');
  await work(id);
  // The page finds out by itself.
  await nat.getByText('1 row was brought in').waitFor();
  await stop(nat, '97-register-is-in');

  const search = await journey.browser.openAs('robin.quill');
  await search.goto('/mhcs/search');
  await search.locator('input[name="for"]').fill('JO/2');
  await press(search, /Search|Find/);
  assert.match(await search.innerText('main'), /INVENTED, Nobody/);
});
