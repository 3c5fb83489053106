import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { freshDatabase, type TestDatabase } from '../../../test/database.ts';
import { asOwner } from './index.ts';
import { onOwnConnection } from './own-connection.ts';

let database: TestDatabase;
before(async () => {
  database = await freshDatabase();
});
after(() => database.drop());

const cutOff = (pid: number) =>
  onOwnConnection(database.adminUrl, 'test', client =>
    client.query('select pg_terminate_backend($1, 5000)', [pid]),
  );

test('a server that goes away between two statements fails the next one, and ends no program', async () => {
  const cut = asOwner(database.adminUrl, async (_db, client) => {
    const { rows } = await client.query('select pg_backend_pid() as pid');
    const ended = new Promise(done => client.once('end', done));
    await cutOff(rows[0].pid);
    await ended;
    await client.query('select 1');
  });
  await assert.rejects(cut, /not queryable|terminated/);
});

test('what failed is told, and not that nothing could be taken back after it', async () => {
  const failed = asOwner(database.adminUrl, async (_db, client) => {
    const { rows } = await client.query('select pg_backend_pid() as pid');
    await cutOff(rows[0].pid);
    throw new Error('the first fault');
  });
  await assert.rejects(failed, /the first fault/);
});
