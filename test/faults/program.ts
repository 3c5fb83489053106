import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { findRunning } from '../../src/platform/database/embedded/index.ts';
import { type Walker, walker } from '../walker.ts';

const main = new URL('../../src/main.ts', import.meta.url).pathname;

/** The whole program, started as a user starts it, on a data directory of its own. */
export type Program = {
  dataDirectory: string;
  start(): Promise<void>;
  /** kill -9: no goodbye. */
  kill(): Promise<void>;
  /** kill -9 of PostgreSQL under the living program. */
  killDatabase(): Promise<void>;
  stop(): Promise<number>;
  run(...words: string[]): Promise<{ code: number; said: string }>;
  adminUrl(): string;
  walker(): Walker;
};

/** Prepares the program; nothing runs yet. */
export async function aProgram(dataDirectory: string): Promise<Program> {
  const port = await freePort();
  const base = `http://127.0.0.1:${port}`;
  const env = { ...process.env, OWNWORDS_DATA: dataDirectory, PORT: String(port), NODE_NO_WARNINGS: '1' };
  let child: ChildProcess | undefined;
  let said = () => '';
  const launch = (...words: string[]) =>
    spawn(process.execPath, [main, ...words], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  return {
    dataDirectory,
    async start() {
      child = launch('start');
      said = listen(child);
      await untilReady(base, child, said);
    },
    async kill() {
      child?.kill('SIGKILL');
      if (child && child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    },
    async killDatabase() {
      const running = findRunning(dataDirectory);
      if (running) process.kill(running.pid, 'SIGKILL');
      await untilReady(base, child, said);
    },
    async stop() {
      if (!child || child.exitCode !== null) return 0;
      child.kill('SIGTERM');
      const [code] = await once(child, 'exit');
      return code;
    },
    async run(...words) {
      const process = launch(...words);
      const said = listen(process);
      const [code] = await once(process, 'exit');
      return { code, said: said() };
    },
    adminUrl() {
      const url = new URL(findRunning(dataDirectory)?.adminUrl ?? '');
      url.pathname = '/ownwords';
      return url.href;
    },
    walker: () => walker(request => overTheWire(base, request)),
  };
}

/** The secret that the program made for itself. */
export function secretOf(program: Program): string {
  return readFileSync(join(program.dataDirectory, 'ownwords.secret'), 'utf8').trim();
}

function listen(child: ChildProcess): () => string {
  let said = '';
  child.stdout?.on('data', text => {
    said += text;
  });
  child.stderr?.on('data', text => {
    said += text;
  });
  return () => said;
}

async function untilReady(base: string, child: ChildProcess | undefined, said: () => string): Promise<void> {
  // The first start plays the whole demonstration, beside all other tests.
  const until = Date.now() + 300_000;
  while (Date.now() < until) {
    if (child?.exitCode !== null && child?.exitCode !== undefined)
      throw new Error(`The program ended: ${said()}`);
    const ready = await fetch(`${base}/ready`).catch(() => undefined);
    if (ready?.ok) return;
    await wait(50);
  }
  throw new Error(`The program was not ready after five minutes: ${said()}`);
}

async function overTheWire(base: string, request: Parameters<Parameters<typeof walker>[0]>[0]) {
  const response = await fetch(base + request.path, {
    method: request.method,
    headers: request.headers,
    redirect: 'manual',
    ...(request.body === undefined ? {} : { body: request.body }),
  });
  const setCookies = response.headers.getSetCookie().map(line => {
    const [name = '', value = ''] = (line.split(';')[0] ?? '').split(/=(.*)/s);
    return { name, value };
  });
  const location = response.headers.get('location') ?? undefined;
  return {
    status: response.status,
    html: await response.text(),
    location,
    headers: Object.fromEntries(response.headers),
    setCookies,
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}
