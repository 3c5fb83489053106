import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { aSite, type TestSite } from '../../../test/browser-without-browser.ts';
import { testSecret } from '../../../test/database.ts';
import { openReplica } from './index.ts';

let site: TestSite;
let asked: string[] = [];

before(async () => {
  site = await aSite();
  // The same server stands in for its replica: every transaction there is read-only.
  const { pool } = await openReplica(site.database.adminUrl, testSecret);
  assert.ok(pool);
  pool.on('acquire', () => asked.push('replica'));
  site.database.pools.replica = pool;
  site.database.pools.circle.on('acquire', () => asked.push('main'));
});
beforeEach(() => {
  asked = [];
});
after(() => site.close());

test('public statistics are read from the replica by whoever is not signed in', async () => {
  assert.equal((await site.app.inject('/statistics')).statusCode, 200);
  assert.equal((await site.app.inject('/statistics/ownwords-statistics.csv')).statusCode, 200);
  assert.deepEqual(asked, ['replica', 'replica']);
});

test('whoever is signed in reads them from the main database, where their session is', async () => {
  const vale = await site.as('dr.vale');
  asked = [];
  assert.equal((await vale.get('/statistics')).status, 200);
  assert.deepEqual(new Set(asked), new Set(['main']));
});

test('other pages that anybody may open stay with the main database', async () => {
  assert.equal((await site.app.inject('/sign-in')).statusCode, 200);
  assert.ok(!asked.includes('replica'));
});

test('nothing can be written by it', async () => {
  const { replica } = site.database.pools;
  await assert.rejects(
    async () => replica?.query("update people.account set phone = '1'"),
    /read-only transaction/,
  );
});

test('a page that the replica cannot answer comes from the main database', async () => {
  const { pools } = site.database;
  const { pool } = await openReplica(site.database.adminUrl, testSecret);
  assert.ok(pool);
  await pool.end();
  const { replica } = pools;
  pools.replica = pool;
  try {
    assert.equal((await site.app.inject('/statistics')).statusCode, 200);
    assert.deepEqual(asked, ['main']);
  } finally {
    if (replica) pools.replica = replica;
  }
});

test('one that cannot be reached at the start is named in a sentence', async () => {
  const { pool, fault } = await openReplica('postgres://127.0.0.1:1/nowhere', testSecret);
  assert.equal(pool, undefined);
  assert.match(
    fault ?? '',
    /^The replica of DATABASE_REPLICA_URL is not used: it cannot be reached \(.*\)\. Public pages are read from the main database until the next start\.$/,
  );
});
