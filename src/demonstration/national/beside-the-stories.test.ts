import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { emptyDatabase, type TestDatabase, testDay, testSecret } from '../../../test/database.ts';
import { asOwner } from '../../platform/database/index.ts';
import { loadSmallWorld } from '../load-small-world.ts';
import { loadSmallStories } from '../small-stories.ts';
import { widerWorld } from '../wider-world.ts';
import { steps } from './steps/index.ts';

let database: TestDatabase;
before(async () => {
  database = await emptyDatabase();
  await asOwner(database.adminUrl, db => loadSmallWorld(db, testDay, widerWorld));
  await loadSmallStories({ ...database, secret: testSecret }, testDay);
});
after(() => database.drop());

// The command loads the nation beside the small demonstration. Without its 7,171 people the other steps are quick.
const first = ['hospitals, wards and teams', 'accounts of staff', 'patients, cases and circles'];

/** What the rows of every table read as, but for the counter that says only that the register was written to. */
const told = () =>
  asOwner(database.adminUrl, async db => {
    const tables = await sql<{ name: string }>`
      select format('%I.%I', table_schema, table_name) as name from information_schema.tables
      where table_schema in ('casework', 'voice', 'audit') and table_type = 'BASE TABLE'
        and table_name <> 'register_change' order by 1`.execute(db);
    const read = [];
    for (const { name } of tables.rows) {
      const { rows } = await sql<{ hash: string }>`
        select md5(string_agg(r::text, ',' order by r::text)) as hash from ${sql.raw(name)} r`.execute(db);
      read.push([name, rows[0]?.hash]);
    }
    return read;
  });

test('the nation is loaded beside the stories of the small world and changes nothing that they tell', async () => {
  const before = await told();
  for (const step of steps.filter(({ name }) => !first.includes(name)))
    await asOwner(database.adminUrl, db => step.run(db, testDay));
  assert.deepEqual(await told(), before);
});
