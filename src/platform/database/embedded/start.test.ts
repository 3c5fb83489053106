import assert from 'node:assert/strict';
import { chownSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import pg from 'pg';
import { ask, leaveNothingBehind, program, untilPrinted } from './at-work.ts';
import { findRunning, startEmbedded } from './index.ts';

leaveNothingBehind();
// Only its owner may enter it, as after `mktemp -d`: PostgreSQL's own account must get in all the same.
const home = mkdtempSync(join(tmpdir(), 'ownwords-start-'));
const isRoot = process.getuid?.() === 0;
after(() => rmSync(home, { recursive: true, force: true }));

const start = (name: string) => startEmbedded({ dataDirectory: join(home, name), log: () => {} });

test('the first start makes a cluster that keeps what it says and is closed to strangers', async () => {
  const embedded = await start('first');
  const settings = await ask(
    embedded.adminUrl,
    `SELECT name, setting FROM pg_settings WHERE name IN ('fsync', 'synchronous_commit', 'full_page_writes',
       'password_encryption', 'listen_addresses', 'data_checksums', 'server_encoding', 'idle_in_transaction_session_timeout')`,
  );
  assert.deepEqual(Object.fromEntries(settings.map(row => [row.name, row.setting])), {
    data_checksums: 'on',
    fsync: 'on',
    full_page_writes: 'on',
    idle_in_transaction_session_timeout: '15000',
    listen_addresses: '',
    password_encryption: 'scram-sha-256',
    server_encoding: 'UTF8',
    synchronous_commit: 'on',
  });
  assert.match(embedded.version, /^18\.\d+$/);
  assert.equal(statSync(join(home, 'first/database.secret')).mode & 0o777, 0o600);
  const wrong = new URL(embedded.adminUrl);
  wrong.password = 'guessed';
  await assert.rejects(
    new pg.Client({ connectionString: wrong.href }).connect(),
    /password authentication failed/,
  );
  await embedded.stop();
});

test('the second start takes less than a second and finds what the first wrote', async () => {
  const first = await start('second');
  await ask(first.adminUrl, "CREATE TABLE kept AS SELECT 'ŵ' AS word");
  await first.stop();
  const began = performance.now();
  const second = await start('second');
  assert.ok(performance.now() - began < 1000);
  assert.deepEqual(await ask(second.adminUrl, 'SELECT word FROM kept'), [{ word: 'ŵ' }]);
  assert.equal(findRunning(join(home, 'second'))?.adminUrl, second.adminUrl);
  await second.stop();
  assert.equal(findRunning(join(home, 'second')), undefined);
});

test('no personal detail of a failing statement reaches the log', async () => {
  const embedded = await start('log');
  await ask(embedded.adminUrl, 'CREATE TABLE person (name text UNIQUE)');
  await ask(embedded.adminUrl, "INSERT INTO person VALUES ('Ash Example')");
  await assert.rejects(ask(embedded.adminUrl, "INSERT INTO person VALUES ('Ash Example')"), /duplicate key/);
  const [{ file } = { file: '' }] = await ask(embedded.adminUrl, 'SELECT pg_current_logfile() AS file');
  const log = readFileSync(join(home, 'log/postgres', String(file)), 'utf8');
  assert.match(log, /duplicate key/);
  assert.doesNotMatch(log, /Ash Example/);
  await embedded.stop();
});

test('a path too long for a socket is served on the loopback', async () => {
  const name = 'long-'.repeat(25);
  const embedded = await start(name);
  const url = new URL(embedded.adminUrl);
  assert.equal(url.searchParams.get('host'), null);
  assert.deepEqual(await ask(embedded.adminUrl, 'SELECT inet_server_addr()::text AS at'), [
    { at: '127.0.0.1/32' },
  ]);
  await embedded.stop();
});

test('a port that is asked for is the one that is used', async () => {
  const embedded = await startEmbedded({ dataDirectory: join(home, 'port'), port: 54_329, log: () => {} });
  assert.equal(new URL(embedded.adminUrl).port, '54329');
  assert.deepEqual(await ask(embedded.adminUrl, 'SHOW port'), [{ port: '54329' }]);
  await embedded.stop();
});

test('started by root, PostgreSQL itself is not root', {
  skip: !isRoot && 'only root can show this',
}, async () => {
  const embedded = await start('root');
  assert.notEqual(statSync(`/proc/${embedded.pid}`).uid, 0);
  assert.equal(statSync(home).mode & 0o777, 0o700);
  await embedded.stop();
});

test('an ordinary user can start it', {
  skip: !canBeSomebodyElse() && 'needs root and an open clone',
}, async () => {
  const open = mkdtempSync(join(tmpdir(), 'ownwords-nobody-'));
  const data = join(open, 'data');
  mkdirSync(data);
  for (const path of [open, data]) chownSync(path, 65_534, 65_534);
  const child = program(data, { uid: 65_534, gid: 65_534 });
  const { pid } = await untilPrinted(child);
  assert.equal(statSync(`/proc/${pid}`).uid, 65_534);
  child.kill('SIGTERM');
  await new Promise(done => child.on('exit', done));
  rmSync(open, { recursive: true });
});

function canBeSomebodyElse(): boolean {
  if (!isRoot || process.platform !== 'linux') return false;
  const above = import.meta.dirname
    .split('/')
    .map((_, depth, parts) => parts.slice(0, depth + 1).join('/') || '/');
  return above.every(directory => (statSync(directory).mode & 0o5) === 0o5);
}
