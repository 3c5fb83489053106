import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { readCollection } from '../../../bench/relevance/collection.ts';
import { searchCollection } from '../../../bench/relevance/search-collection.ts';
import { freshDatabase, type TestDatabase } from '../../../test/database.ts';
import { asActor, asWorker } from '../database/index.ts';
import { buildPostings, type Document, putDocuments, removeDocuments, searchPlain } from './index.ts';

let database: TestDatabase;
before(async () => {
  database = await freshDatabase();
});
after(() => database.drop());

const work = <T>(doing: Parameters<typeof asWorker<T>>[2]) => asWorker(database.pools, 'test', doing);
const ask = (index: string, text: string, page: { from?: number; count?: number } = {}) =>
  asActor(database.pools, { door: 'circle', tokenHash: undefined, purpose: 'search' }, tx =>
    searchPlain(tx, { index, text, count: 20, ...page }),
  );
const keysOf = async (...asked: Parameters<typeof ask>) => (await ask(...asked)).best.map(({ key }) => key);

const about = (key: number, title: string, text: string): Document => ({ key, title, keywords: '', text });
const council = about(11, 'Prison councils', 'What people in prison decided, and what was done about it.');
const review = about(12, 'A review of involvement', 'Councils, forums and elections in probation.');
const other = about(13, 'Weather at sea', 'Nothing of that.');

test('a visitor finds documents by any of their words, those about it first, before and after their lists are made', async () => {
  await work(tx => putDocuments(tx, 'small', [council, review, other]));
  for (const made of [0, 3]) {
    assert.deepEqual(await keysOf('small', 'the council of a prison'), [11, 12]);
    assert.deepEqual(await keysOf('small', 'CÖUNCILS'), [11, 12]);
    assert.deepEqual(await keysOf('small', 'submarine'), []);
    assert.equal(await work(tx => buildPostings(tx, 'small')), made === 0 ? 3 : 0);
  }
  assert.deepEqual(await keysOf('small', 'council', { from: 1, count: 1 }), [12]);
  assert.equal((await ask('small', 'council', { from: 1, count: 1 })).total, 2);
  assert.deepEqual(await ask('none of the kind', 'council'), { best: [], total: 0 });
});

test('what was changed is found as it is now, and what was taken out is found no more', async () => {
  await work(tx => putDocuments(tx, 'small', [{ ...other, title: 'A council at sea' }]));
  assert.deepEqual(new Set(await keysOf('small', 'council')), new Set([11, 12, 13]));
  assert.deepEqual(await keysOf('small', 'weather'), []);
  await work(tx => removeDocuments(tx, 'small', [11]));
  assert.deepEqual(new Set(await keysOf('small', 'council')), new Set([12, 13]));
  await work(tx => buildPostings(tx, 'small'));
  assert.deepEqual(new Set(await keysOf('small', 'council')), new Set([12, 13]));
  assert.equal((await ask('small', 'sea prison')).total, 1);
});

test('lists that grew bit by bit answer as lists that were made at once', async () => {
  const documents = Array.from({ length: 120 }, (_, at) =>
    about(
      at + 1,
      `Report ${at % 7} on ${['health', 'prison', 'council'][at % 3]}`,
      `word${at % 11} `.repeat(1 + (at % 5)),
    ),
  );
  await work(tx => putDocuments(tx, 'at once', documents));
  await work(tx => buildPostings(tx, 'at once'));
  for (let from = 0; from < documents.length; from += 17) {
    await work(tx => putDocuments(tx, 'bit by bit', documents.slice(from, from + 17)));
    if (from % 2 === 0) await work(tx => buildPostings(tx, 'bit by bit'));
  }
  for (const text of ['prison report', 'word3 health', 'council word0 word1', 'report 5']) {
    const [one, bits] = [await ask('at once', text), await ask('bit by bit', text)];
    assert.equal(bits.total, one.total, text);
    assert.deepEqual(new Set(bits.best.map(({ key }) => key).slice(0, 5)).size, 5);
    assert.deepEqual(
      bits.best.slice(0, 3).map(({ key }) => key),
      one.best.slice(0, 3).map(({ key }) => key),
      text,
    );
  }
});

const judged = fileURLToPath(new URL('../../../../shared/data/ir/', import.meta.url));
const floors = { cran: 0.42, med: 0.53 };
for (const [name, floor] of Object.entries(floors)) {
  const folder = `${judged}${name}`;
  test(`people’s judgement: on the collection ${name} the mean average precision is at least ${floor}`, {
    skip: existsSync(folder)
      ? false
      : `THERE IS NO JUDGED COLLECTION AT ${folder}: RELEVANCE WAS NOT MEASURED`,
  }, async () => {
    const own = await freshDatabase();
    try {
      const { map, answered } = await searchCollection(own.pools, readCollection(folder));
      assert.ok(map >= floor, String(map));
      assert.equal(answered, 1);
    } finally {
      await own.drop();
    }
  });
}
