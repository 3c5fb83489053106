import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { freshDatabase, type TestDatabase } from '../../../test/database.ts';
import { asWorker } from './index.ts';

let database: TestDatabase;
before(async () => {
  database = await freshDatabase();
});
after(() => database.drop());

test('a transaction whose fault somebody caught is not taken for one that was kept', async () => {
  const caught = asWorker(database.pools, 'test', async tx => {
    await sql`select 1 / 0`.execute(tx.db).catch(() => {});
    return 'all is well';
  });
  await assert.rejects(caught, /nothing of it was kept/);
});
