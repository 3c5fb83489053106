import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { freshDatabase, type TestDatabase } from '../../../test/database.ts';
import { entrySchema } from '../record/entry.ts';
import { loadSynthetic } from './load-synthetic.ts';
import { inventedWord, syntheticRecord } from './synthetic.ts';

let database: TestDatabase;
before(async () => {
  database = await freshDatabase();
});
after(() => database.drop());

test('invented records are records, the same each time, as long as real ones, and no two words are alike', () => {
  const records = Array.from({ length: 300 }, (_, at) => syntheticRecord(at));
  for (const [at, record] of records.entries()) {
    assert.deepEqual(entrySchema.parse(record), record);
    assert.deepEqual(syntheticRecord(at), record);
  }
  const mean = (of: (record: (typeof records)[number]) => number) =>
    records.reduce((sum, record) => sum + of(record), 0) / records.length;
  assert.ok(Math.abs(mean(({ title }) => title.split(' ').length) - 8) < 1);
  assert.ok(Math.abs(mean(({ summary = '' }) => summary.split(' ').length) - 120) < 10);
  assert.equal(new Set(Array.from({ length: 60_000 }, (_, at) => inventedWord(at))).size, 60_000);
});

test('loading goes on from what is there, and all of it is searched', async () => {
  const onProgress = () => {};
  await loadSynthetic(database.pools, { records: 40, onProgress });
  await loadSynthetic(database.pools, { records: 90, onProgress });
  await loadSynthetic(database.pools, { records: 90, onProgress });
  const { rows } = await database.pools.worker.query(
    `select count(*) as n, (select built = last from search.index where name = 'evidence') as built
     from evidence.record where came_by = 'demonstration' and entry ->> 'publisher' = 'Invented Press'`,
  );
  assert.deepEqual(rows, [{ n: 90, built: true }]);
});
