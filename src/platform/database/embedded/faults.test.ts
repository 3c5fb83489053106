import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { ask, leaveNothingBehind, program, untilPrinted } from './at-work.ts';
import { startEmbedded } from './index.ts';
import { isServing } from './leftover.ts';

leaveNothingBehind();
const home = mkdtempSync(join(tmpdir(), 'ownwords-faults-'));
const data = join(home, 'data');
const cluster = join(data, 'postgres');
after(() => rmSync(home, { recursive: true, force: true }));

const start = (told: string[] = []) =>
  startEmbedded({ dataDirectory: data, log: sentence => told.push(sentence) });

test('a program killed in the middle of its first start is healed by the next', async () => {
  const child = program(data);
  await wait(500);
  child.kill('SIGKILL');
  await once(child, 'exit');
  mkdirSync(join(data, 'postgres.initialising-before/cluster'), { recursive: true });
  const embedded = await start();
  assert.deepEqual(await ask(embedded.adminUrl, 'SELECT 1 AS one'), [{ one: 1 }]);
  assert.equal(existsSync(join(data, 'postgres.initialising-before')), false);
  await embedded.stop();
});

test('a second program on one data directory refuses with a sentence', async () => {
  const embedded = await start();
  const refused = await untilPrinted(program(data));
  assert.equal(refused.code, 'data-directory-in-use');
  assert.match(
    refused.message ?? '',
    new RegExp(`Another Ownwords \\(process ${process.pid}\\) is using ${data}`),
  );
  await embedded.stop();
});

test('after kill -9 of the program the next start stops the stray PostgreSQL and keeps every acknowledged row', async () => {
  const child = program(data);
  const { adminUrl, pid } = await untilPrinted(child);
  await ask(adminUrl, 'CREATE TABLE acknowledged AS SELECT 1 AS id');
  child.kill('SIGKILL');
  await once(child, 'exit');
  assert.ok(isServing(pid, cluster), 'PostgreSQL outlives the program');
  const told: string[] = [];
  const embedded = await start(told);
  assert.match(told.join(), new RegExp(`left PostgreSQL behind \\(process ${pid}\\)`));
  assert.equal(isServing(pid, cluster), false);
  assert.deepEqual(await ask(embedded.adminUrl, 'SELECT id FROM acknowledged'), [{ id: 1 }]);
  await embedded.stop();
});

test('a stale postmaster.pid that now names a stranger never gets the stranger killed', async () => {
  const stranger = spawn('sleep', ['60']);
  writeFileSync(
    join(cluster, 'postmaster.pid'),
    `${stranger.pid}\n${cluster}\n1\n5432\n${cluster}\n\n1 1\nready\n`,
  );
  const embedded = await start();
  assert.equal(stranger.exitCode ?? stranger.signalCode, null);
  assert.notEqual(embedded.pid, stranger.pid);
  await embedded.stop();
  stranger.kill();
});

test('a PostgreSQL that is killed under a living program is started again with every acknowledged row', async () => {
  const told: string[] = [];
  const embedded = await start(told);
  const before = embedded.pid;
  const busy = ask(embedded.adminUrl, 'SELECT pg_sleep(60)').catch(() => 'interrupted');
  await ask(embedded.adminUrl, 'INSERT INTO acknowledged VALUES (2)');
  process.kill(before, 'SIGKILL');
  assert.equal(await busy, 'interrupted');
  const rows = await untilAnswered(() => ask(embedded.adminUrl, 'SELECT id FROM acknowledged ORDER BY id'));
  assert.deepEqual(rows, [{ id: 1 }, { id: 2 }]);
  assert.notEqual(embedded.pid, before);
  assert.match(told.join(), /ended unexpectedly/);
  await embedded.stop();
  assert.equal(isServing(embedded.pid, cluster), false);
});

test('Ctrl-C reaches the program first: PostgreSQL still answers its last query', async () => {
  const child = program(data, { detached: true });
  const { pid } = await untilPrinted(child);
  process.kill(-(child.pid ?? 0), 'SIGINT');
  const last = await untilPrinted(child);
  assert.deepEqual([last.reason, last.one], ['SIGINT', 1]);
  assert.equal(isServing(pid, cluster), false);
});

test('a program whose launcher is gone stops by itself', async () => {
  const child = program(data);
  const { pid } = await untilPrinted(child);
  child.disconnect();
  const last = await untilPrinted(child);
  assert.deepEqual([last.reason, last.one], ['launcher', 1]);
  await once(child, 'exit');
  assert.equal(isServing(pid, cluster), false);
});

test('a program that ends without stopping takes PostgreSQL with it', async () => {
  const child = program(data);
  const { pid } = await untilPrinted(child);
  child.send('end at once');
  await once(child, 'exit');
  for (let looks = 0; isServing(pid, cluster) && looks < 100; looks += 1) await wait(50);
  assert.equal(isServing(pid, cluster), false);
});

test('stopping twice does no harm and gives the directory free', async () => {
  const embedded = await start();
  await Promise.all([embedded.stop(), embedded.stop()]);
  assert.equal(existsSync(join(data, 'ownwords.pid')), false);
  await (await start()).stop();
});

test('a directory that is not a database is left alone, with a sentence', async () => {
  const other = join(home, 'other');
  mkdirSync(join(other, 'postgres'), { recursive: true });
  writeFileSync(join(other, 'postgres/letter.txt'), 'mine');
  writeFileSync(join(other, 'database.secret'), 'x');
  const attempt = startEmbedded({ dataDirectory: other, log: () => {} });
  await assert.rejects(attempt, {
    code: 'data-directory-unusable',
    message: /is not empty and is not a database/,
  });
  assert.equal(readFileSync(join(other, 'postgres/letter.txt'), 'utf8'), 'mine');
});

async function untilAnswered<T>(question: () => Promise<T>): Promise<T> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await question();
    } catch (fault) {
      if (attempt > 100) throw fault;
      await wait(100);
    }
  }
}
