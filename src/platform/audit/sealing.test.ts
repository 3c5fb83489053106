import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'kysely';
import pg from 'pg';
import { freshDatabase, type TestDatabase } from '../../../test/database.ts';
import { asOwner, asWorker } from '../database/index.ts';
import { fixedClock } from '../time/index.ts';
import { checkpointFile, readCheckpoint } from './checkpoint.ts';
import { AuditKeyFault, auditKeys, claimKey } from './keys.ts';
import { runSealer } from './run-sealer.ts';
import type { Seal } from './seal.ts';
import { sealNext } from './seal-rows.ts';

let database: TestDatabase;
const data = mkdtempSync(join(tmpdir(), 'ownwords-sealing-'));
const keys = auditKeys(data, undefined);
const now = Temporal.Instant.from('2026-11-23T10:00:00Z');
before(async () => {
  database = await freshDatabase();
});
after(async () => {
  await database.drop();
  rmSync(data, { recursive: true, force: true });
});

const record = (count: number) =>
  asWorker(database.pools, 'test', async tx => {
    for (let n = 0; n < count; n += 1) tx.record('test.row.written', { detail: { n } });
  });
const seal = () => sealNext(database.pools, keys, now);
const settled = async () => {
  while (await seal());
};

/** Seals until so many rows are sealed: transactions of other tests on the same server hold a window open too. */
async function sealRows(count: number): Promise<Seal[]> {
  const seals: Seal[] = [];
  for (let left = count; left > 0; ) {
    const made = await seal();
    if (!made) await wait(20);
    else seals.push(made);
    left -= made?.rows ?? 0;
  }
  return seals;
}

test('nothing is sealed while there is nothing to seal', async () => {
  await settled();
  assert.equal(await seal(), undefined);
});

test('a seal begins where the last one ended, however long nothing happened', async () => {
  await record(2);
  const [first] = await sealRows(2);
  await asOwner(database.adminUrl, db => sql`select pg_current_xact_id()`.execute(db));
  await record(1);
  const [second] = await sealRows(1);
  assert.equal(second?.from, first?.to);
  assert.deepEqual([first?.rows, second?.rows], [2, 1]);
});

test('a row of a transaction that is still open waits for a later seal, and none slips under an earlier one', async () => {
  await settled();
  const slow = new pg.Client({ connectionString: database.adminUrl });
  await slow.connect();
  await slow.query(
    `begin; insert into audit.event (capacity, purpose, event) values ('nobody', 'slow', 'test.row.slow')`,
  );
  await record(3);
  assert.equal(await seal(), undefined);
  await slow.query('commit');
  await slow.end();
  const sizes = (await sealRows(4)).map(({ rows }) => rows);
  assert.equal(
    sizes.reduce((sum, rows) => sum + rows),
    4,
  );
});

test('two sealers at once make one seal', async () => {
  await settled();
  await record(1);
  for (let made: unknown[] = []; made.length === 0; await wait(20)) {
    made = (await Promise.all([seal(), seal(), seal()])).filter(one => one !== undefined);
    assert.ok(made.length <= 1);
  }
});

test('a great backlog is sealed in pieces, and a transaction is never cut', async () => {
  await settled();
  await asOwner(database.adminUrl, db =>
    sql`insert into audit.event (capacity, purpose, event) select 'nobody', 'load', 'test.row.loaded' from generate_series(1, 20100)`.execute(
      db,
    ),
  );
  await record(5);
  const sizes = (await sealRows(20_105)).map(({ rows }) => rows);
  assert.deepEqual(sizes, [20_100, 5]);
});

test('the sealer seals by itself and remembers the newest seal outside the database', async () => {
  const clock = fixedClock(now.toString());
  const checkpoint = checkpointFile(data);
  const sealer = await runSealer({ ...database, keys, clock, checkpoint, log: assert.fail });
  await record(1);
  while (!readCheckpoint(checkpoint)) await wait(20);
  await sealer.stop();
  const last = await newestSeal();
  assert.equal(readCheckpoint(checkpoint)?.seal, last);
});

test('a sealer that finds the end of the chain cut off says so and keeps what it remembers', async () => {
  const clock = fixedClock(now.toString());
  const checkpoint = checkpointFile(data);
  writeFileSync(checkpoint, JSON.stringify({ seal: 999_999, hash: 'f'.repeat(64) }));
  const said: string[] = [];
  const before = await newestSeal();
  const sealer = await runSealer({ ...database, keys, clock, checkpoint, log: text => said.push(text) });
  await record(1);
  while ((await newestSeal()) === before) await wait(20);
  await sealer.stop();
  assert.match(said.join(), /does not hold seal 999999/);
  assert.equal(readCheckpoint(checkpoint)?.seal, 999_999);
});

test('a sealer that cannot read what it remembered says so, seals all the same and leaves the file', async () => {
  const clock = fixedClock(now.toString());
  const checkpoint = checkpointFile(data);
  for (const broken of ['', '{"seal":7,"ha', '{"seal":"seven"}']) {
    writeFileSync(checkpoint, broken);
    const said: string[] = [];
    const before = await newestSeal();
    const sealer = await runSealer({ ...database, keys, clock, checkpoint, log: text => said.push(text) });
    await record(1);
    while ((await newestSeal()) === before) await wait(20);
    await sealer.stop();
    assert.match(said.join(), /audit\.checkpoint holds no seal/);
    assert.equal(readFileSync(checkpoint, 'utf8'), broken);
  }
});

test('another key is refused, because its seals could not be proved', async () => {
  const other = mkdtempSync(join(tmpdir(), 'ownwords-other-'));
  await assert.rejects(claimKey(database.pools, auditKeys(other, undefined)), AuditKeyFault);
  rmSync(other, { recursive: true });
});

test('a key that is given wins over the one that is kept, and nonsense is refused in a sentence', () => {
  const pem = keys.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const der = keys.privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64');
  const other = mkdtempSync(join(tmpdir(), 'ownwords-other-'));
  for (const given of [pem, pem.replaceAll('\n', '\\n'), der])
    assert.equal(auditKeys(other, given).publicKey, keys.publicKey);
  assert.throws(() => auditKeys(other, 'nonsense'), /OWNWORDS_AUDIT_KEY is no Ed25519 private key/);
  rmSync(other, { recursive: true });
});

test('a dump that is restored where transactions are counted from a lower number goes on after what was sealed', async () => {
  await settled();
  const sealed = await asSuperuser('select max(to_xid::text::bigint) as to from audit.seal');
  // As if the last anchor had been set on a server that had counted a billion further.
  await asSuperuser(`update audit.anchor set system = 'another server', shift = 1000000000`);
  await record(2);
  const [far] = await sealRows(2);
  assert.ok(Number(far?.to) > Number(sealed[0]?.to) + 900_000_000);
  await asOwner(database.adminUrl, db => sql`select audit.anchor_here()`.execute(db));
  await record(1);
  const [next] = await sealRows(1);
  assert.equal(next?.rows, 1);
  assert.ok(BigInt(next?.to ?? 0) > BigInt(far?.to ?? 0));
});

async function newestSeal(): Promise<number> {
  const rows = await asSuperuser('select max(id) as id from audit.seal');
  return Number(rows[0]?.id);
}

async function asSuperuser(text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: database.adminUrl });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}
