import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aSite } from '../../../test/browser-without-browser.ts';
import { asWorker } from '../../platform/database/index.ts';
import { seedEntries, seedLibrary } from './seed-library.ts';

test('the shipped catalogue has at least sixty records, each with a summary, keywords and somebody who answers for it', () => {
  assert.ok(seedEntries.length >= 60);
  for (const { title, summary, keywords, creators, year } of seedEntries) {
    assert.ok(summary && keywords?.length && creators?.length && year, title);
  }
  assert.equal(new Set(seedEntries.map(({ title }) => title)).size, seedEntries.length);
});

test('brought in a second time, nothing of the shipped catalogue comes twice', async t => {
  const site = await aSite();
  t.after(() => site.close());
  const bring = () => asWorker(site.database.pools, 'test', seedLibrary);
  assert.equal((await bring()) + (await bring()), seedEntries.length);
});
