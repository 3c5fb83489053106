import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { aSite } from '../../../test/browser-without-browser.ts';
import { asWorker } from '../../platform/database/index.ts';
import { doiIn } from '../formats/identifiers.ts';
import compared from './checked.json' with { type: 'json' };
import { seedEntries, seedLibrary } from './seed-library.ts';

const titles = new Set(seedEntries.map(({ title }) => title));

test('the shipped catalogue has at least sixty records, each with a summary, keywords and somebody who answers for it', () => {
  assert.ok(seedEntries.length >= 60);
  for (const { title, type, summary, keywords, creators, year } of seedEntries)
    assert.ok(summary && keywords?.length && creators?.length && (year || type === 'dataset'), title);
  assert.equal(titles.size, seedEntries.length);
});

test('a date of the shipped catalogue begins with its year', () => {
  for (const { title, date, year } of seedEntries) assert.equal(date?.slice(0, 4), year?.toString(), title);
});

/** How much a digit counts in the sum by which a book's number is checked (ISBN Users’ Manual, 7th edition). */
const weightOf = (length: number, at: number) => (length === 13 ? 1 + 2 * (at % 2) : 10 - at);
const isbnHolds = (isbn: string) => {
  const digits = [...isbn].map(one => (one === 'X' ? 10 : Number(one)));
  const sum = digits.reduce((so, digit, at) => so + digit * weightOf(digits.length, at), 0);
  return (digits.length === 13 || digits.length === 10) && sum % (digits.length === 13 ? 10 : 11) === 0;
};

test('the numbers of books in the shipped catalogue agree with their last digit, and its DOIs are DOIs', () => {
  assert.deepEqual(['0306406152', '0306406153', '9780306406157'].map(isbnHolds), [true, false, true]);
  for (const isbn of seedEntries.flatMap(({ isbn }) => isbn ?? [])) assert.ok(isbnHolds(isbn), isbn);
  for (const { doi, title } of seedEntries) if (doi) assert.equal(doiIn(doi), doi, title);
});

/** What a shipped record was compared with, and which of its facts stood there. `docs/evidence.md` says how many. */
const checkedSchema = z.strictObject({
  title: z.string(),
  kind: z.enum(['copy', 'publisher', 'catalogue', 'mention']),
  where: z.url({ protocol: /^https?$/ }),
  compared: z
    .array(
      z.enum(['title', 'authors', 'date', 'publisher', 'place', 'journal', 'number', 'extent', 'summary']),
    )
    .min(1),
  on: z.iso.date(),
});

test('whatever is said to have been compared is a record of the shipped catalogue, once', () => {
  const checked = z.array(checkedSchema).parse(compared);
  assert.deepEqual(
    checked.filter(({ title }) => !titles.has(title)),
    [],
  );
  assert.equal(new Set(checked.map(({ title }) => title)).size, checked.length);
});

test('brought in a second time, nothing of the shipped catalogue comes twice', async t => {
  const site = await aSite();
  t.after(() => site.close());
  const bring = () => asWorker(site.database.pools, 'test', seedLibrary);
  assert.equal((await bring()) + (await bring()), seedEntries.length);
});
