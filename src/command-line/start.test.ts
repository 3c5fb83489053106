import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { type Embedded, startEmbedded } from '../platform/database/embedded/index.ts';
import { ensureDatabase } from '../platform/database/index.ts';

const home = mkdtempSync(join(tmpdir(), 'ownwords-start-'));
const main = join(import.meta.dirname, '../main.ts');
const { PATH, NODE_COMPILE_CACHE } = process.env;
const running = new Set<ChildProcess>();
let external: Embedded;
let port = 0;

before(async () => {
  // Stands in for the PostgreSQL of somebody else's server.
  external = await startEmbedded({
    ...{ dataDirectory: join(home, 'external'), port: await freePort(), durable: false, log: () => {} },
  });
  port = await freePort();
});
afterEach(async () => {
  for (const child of running) await stopped(child);
});
after(async () => {
  await external.stop();
  rmSync(home, { recursive: true, force: true });
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' && address ? address.port : 0;
}

type Ran = { child: ChildProcess; said(): string; ended: Promise<number> };

function ownwords(words: readonly string[], env: NodeJS.ProcessEnv = {}): Ran {
  const child = spawn(process.execPath, [main, ...words], {
    env: { PATH, NODE_COMPILE_CACHE, PORT: String(port), OWNWORDS_DATA: join(home, 'data'), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', part => (text += part));
  const ended = once(child, 'close').then(([code]) => {
    running.delete(child);
    return Number(code ?? -1);
  });
  return { child, said: () => text, ended };
}

/** Waits until a program has said something. */
async function until(program: Ran, said: RegExp): Promise<number> {
  const began = performance.now();
  while (!said.test(program.said())) {
    assert.ok(program.child.exitCode === null, program.said());
    assert.ok(performance.now() - began < 300_000, `it never said ${said}: ${program.said()}`);
    await wait(20);
  }
  return performance.now() - began;
}

async function stopped(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGINT');
  await once(child, 'exit');
}

async function run(words: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const program = ownwords(words, env);
  return { code: await program.ended, said: program.said() };
}

async function query(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

const page = (path: string) => fetch(`http://127.0.0.1:${port}${path}`);
const ready = /Stop with Ctrl-C/;
const postmaster = join(home, 'data/postgres/postmaster.pid');

let firstTook: number;
test('a first start makes everything, serves, prints the accounts, and stops without leaving anything behind', async () => {
  const program = ownwords(['start']);
  firstTook = await until(program, ready);
  assert.match(program.said(), /Database\s+PostgreSQL 18/);
  assert.match(program.said(), /dr\.vale\s+Dr Morgan Vale\s+Responsible clinician\s+Larkmoor Hospital/);
  assert.match(program.said(), new RegExp(`Open http://localhost:${port}`));
  assert.deepEqual((await (await page('/ready')).json()) as object, {
    ...{ status: 'ready', database: true, migrations: true, jobs: true },
  });
  assert.equal((await page('/sign-in')).status, 200);
  // Nobody waits an hour for the first tables.
  assert.doesNotMatch(await (await page('/statistics')).text(), /Nothing has been published yet/);
  assert.ok(existsSync(postmaster));
  program.child.kill('SIGINT');
  assert.equal(await program.ended, 0);
  assert.equal(existsSync(postmaster), false);
});

test('a second start takes less than five seconds, or a quarter of the first where all is slow', async () => {
  const program = ownwords(['start']);
  const took = await until(program, ready);
  assert.ok(took < Math.max(5000, firstTook / 4), `${Math.round(took)} ms after ${Math.round(firstTook)} ms`);
  const again = await run(['start']);
  assert.equal(again.code, 1);
  assert.match(again.said, /Another Ownwords \(process \d+\) is using/);
});

test('commands work beside a running program, and the worker seals what happens', async () => {
  const program = ownwords(['start']);
  await until(program, ready);
  await signInAsVale();
  await sealed();
  const verified = await run(['verify']);
  assert.equal(verified.code, 0, verified.said);
  assert.match(verified.said, /Audit: \d+ rows under \d+ seals are as they were sealed/);
  assert.match(verified.said, /Statements: \d+ are word for word what was sealed/);
  const file = join(home, 'audit.ndjson');
  const exported = await run(['audit-export', file]);
  assert.equal(exported.code, 0, exported.said);
  const key = join(home, 'data/audit.pub');
  const checked = await run(['verify', '--export', file, '--public-key', key], {
    OWNWORDS_DATA: '/nonexistent',
  });
  assert.deepEqual([checked.code, /are as they were sealed/.test(checked.said)], [0, true], checked.said);
  assert.equal((await run(['backup', join(home, 'backup')])).code, 0);
});

/** Signs in by the form, as a browser would, which writes audit rows. */
async function signInAsVale(): Promise<void> {
  const form = await page('/sign-in');
  const html = await form.text();
  const hidden = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? '';
  const cookie = form.headers.getSetCookie().map(set => set.split(';')[0]);
  const answer = await fetch(`http://127.0.0.1:${port}/sign-in/demonstration`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie: cookie.join('; ') },
    body: new URLSearchParams({ _csrf: hidden('_csrf'), _once: hidden('_once'), username: 'dr.vale' }),
  });
  assert.equal(answer.status, 303);
}

async function sealed(): Promise<void> {
  for (let tries = 0; !existsSync(join(home, 'data/audit.checkpoint')); tries += 1) {
    assert.ok(tries < 2400, 'nothing was sealed within two minutes');
    await wait(50);
  }
}

test('a program that was killed outright leaves nothing that a new start minds', async () => {
  const program = ownwords(['start']);
  await until(program, ready);
  program.child.kill('SIGKILL');
  await program.ended;
  const next = ownwords(['start']);
  await until(next, ready);
  assert.equal((await page('/health')).status, 200);
  assert.equal((await run(['verify'])).code, 0);
});

test('a backup is put in place elsewhere, and its audit and statements still prove themselves', async () => {
  const env = { OWNWORDS_DATA: join(home, 'restored') };
  const restored = await run(['restore', join(home, 'backup')], env);
  assert.equal(restored.code, 0, restored.said);
  const verified = await run(['verify'], env);
  assert.equal(verified.code, 0, verified.said);
  assert.match((await run(['restore', join(home, 'backup')], env)).said, /is not empty/);
});

test('verify ends with exit code 1 and the row when somebody with the whole database altered it', async () => {
  const env = { OWNWORDS_DATA: join(home, 'restored') };
  const program = ownwords(['start'], env);
  await until(program, ready);
  const password = readFileSync(join(home, 'restored/database.secret'), 'utf8').trim();
  const socket = `postgres://postgres:${password}@localhost/ownwords?host=${join(home, 'restored/postgres')}`;
  await query(socket, 'update audit.event set account_id = coalesce(account_id, 0) + 1 where id = 1');
  const verified = await run(['verify'], env);
  assert.equal(verified.code, 1);
  assert.match(verified.said, /Audit: Row 1 \(.+\) was altered after it was sealed/);
});

test('a port that is in use is a sentence before any table is made, and nothing is left running', async () => {
  const other = createServer().listen(port, '127.0.0.1');
  await once(other, 'listening');
  const { code, said } = await run(['start'], { OWNWORDS_DATA: join(home, 'begun') });
  other.close();
  assert.equal(code, 1);
  assert.match(said, new RegExp(`Port ${port} is in use`));
  assert.doesNotMatch(said, /Tables/);
  assert.equal(existsSync(join(home, 'begun/postgres/postmaster.pid')), false);
});

test('with DATABASE_URL that PostgreSQL is used and none of our own is started', async () => {
  const url = await ensureDatabase(external.adminUrl, 'elsewhere');
  const env = { DATABASE_URL: url, OWNWORDS_DATA: join(home, 'none'), OWNWORDS_WORKER: 'elsewhere' };
  const program = ownwords(['start'], env);
  await until(program, ready);
  assert.match(program.said(), /Database\s+the PostgreSQL of DATABASE_URL/);
  assert.equal(existsSync(join(home, 'none/postgres')), false);
  await signInAsVale();
  const [counted] = await query(url, 'select count(*)::int as clocks from casework.clock');
  assert.ok(Number(counted?.clocks) > 0, 'what falls due is there before the first job');
  await wait(1500);
  assert.deepEqual(await query(url, 'select count(*)::int as seals from audit.seal'), [{ seals: 0 }]);
  const worker = ownwords(['work'], env);
  await until(worker, /Working\. Stop with Ctrl-C/);
  for (let seals = 0; seals === 0; await wait(50))
    seals = Number((await query(url, 'select count(*) as seals from audit.seal'))[0]?.seals);
  const verified = await run(['verify'], env);
  assert.equal(verified.code, 0, verified.said);
  worker.child.kill('SIGTERM');
  assert.equal(await worker.ended, 0);
});

const production = {
  ...{ OWNWORDS_MODE: 'production', OWNWORDS_SECRET: 'q7'.repeat(20), BASE_URL: 'https://ownwords.example' },
};

test('production refuses the demonstration’s database', async () => {
  const url = await ensureDatabase(external.adminUrl, 'elsewhere');
  const { code, said } = await run(['start'], {
    ...production,
    DATABASE_URL: url,
    OWNWORDS_DATA: join(home, 'none'),
  });
  assert.equal(code, 2);
  assert.match(said, /This database holds the demonstration/);
});

test('a new production site has no demonstration, and lets its first administrator in', async () => {
  const env = { ...production, OWNWORDS_DATA: join(home, 'production') };
  const program = ownwords(['start'], env);
  await until(program, ready);
  assert.doesNotMatch(program.said(), /dr\.vale/);
  assert.match(program.said(), /SMTP_URL is not set, so mail waits unsent until it is/);
  const link = /https:\/\/ownwords\.example(\/invitation\/[\w-]{43})/.exec(program.said())?.[1] ?? '';
  assert.notEqual(link, '');
  assert.equal((await page('/outbox')).status, 404);
  assert.equal((await page(link)).status, 200);
  program.child.kill('SIGINT');
  await program.ended;
  const { code, said } = await run(['start'], {
    OWNWORDS_DATA: env.OWNWORDS_DATA,
    OWNWORDS_SECRET: env.OWNWORDS_SECRET,
  });
  assert.equal(code, 2);
  assert.match(said, /This database holds a real installation/);
});
