import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import autocannon, { type Result } from 'autocannon';
import { percentiles } from './percentiles.ts';

const running = promisify(execFile);

/** One request: with a form it is a POST. */
export type Asked = { path: string; form?: Record<string, string> };

/** What one run of load found. */
export type Load = {
  requests: number;
  requestsPerSecond: number;
  p50Ms: number;
  p95Ms: number;
  refused: number;
};

export type Asking = { origin: string; asks: readonly Asked[]; cookie: string };

export const connections = 10;

/**
 * What asks. It shares the two cores with what it measures, so the lighter one is taken where it is installed: wrk
 * (Debian has it) spends a fraction of what autocannon spends on a request.
 */
export const loader = await running('wrk', ['--version']).then(
  () => 'wrk' as const,
  (fault: { code?: unknown }) => (fault.code === 'ENOENT' ? ('autocannon' as const) : ('wrk' as const)),
);

/**
 * Asks one thing after the other, over and over, with ten connections for `seconds`. `refused` counts every error, and
 * every answer that was not 200: with wrk those from 400 on, and all when the first does not answer 200 before and after.
 */
export const load = (asking: Asking, seconds: number): Promise<Load> =>
  loader === 'wrk' ? byWrk(asking, seconds) : byAutocannon(asking, seconds);

const script = fileURLToPath(new URL('asks.lua', import.meta.url));
const bodyOf = ({ form }: Asked) => new URLSearchParams(form).toString();
const methodOf = ({ form }: Asked): 'GET' | 'POST' => (form ? 'POST' : 'GET');

async function byWrk({ origin, asks, cookie }: Asking, seconds: number): Promise<Load> {
  const folder = mkdtempSync(join(tmpdir(), 'ownwords-asks-'));
  const file = join(folder, 'asks');
  writeFileSync(file, asks.map(ask => `${methodOf(ask)}\t${ask.path}\t${bodyOf(ask)}\n`).join(''));
  const options = ['-t', '1', '-c', String(connections), '-d', `${seconds}s`, '--latency', '-s', script];
  const header = cookie ? ['-H', `cookie: ${cookie}`] : [];
  try {
    const before = await statusOf({ origin, asks, cookie });
    const { stdout } = await running('wrk', [...options, ...header, origin, '--', file]);
    const found: Load = JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
    const isWell = before === 200 && (await statusOf({ origin, asks, cookie })) === 200;
    return isWell ? found : { ...found, refused: Number.POSITIVE_INFINITY };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Asks for the first of them once. */
export async function askOnce({ origin, asks, cookie }: Asking): Promise<Response> {
  const [first] = asks;
  if (!first) throw new Error('There is nothing to ask for.');
  const headers: Record<string, string> = cookie ? { cookie } : {};
  const body = first.form && new URLSearchParams(first.form);
  return fetch(origin + first.path, {
    ...{ method: methodOf(first), headers, redirect: 'manual' },
    ...(body ? { body } : {}),
  });
}

async function statusOf(asking: Asking): Promise<number> {
  const response = await askOnce(asking);
  await response.arrayBuffer();
  return response.status;
}

async function byAutocannon({ origin, asks, cookie }: Asking, seconds: number): Promise<Load> {
  const times: number[] = [];
  let refused = 0;
  const headers = cookie ? { cookie } : {};
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  const requests = asks.map(ask => ({
    ...{ method: methodOf(ask), path: ask.path },
    ...(ask.form ? { body: bodyOf(ask), headers: { ...headers, ...form } } : { headers }),
  }));
  const result = await new Promise<Result>((resolve, reject) => {
    const asking = autocannon({ url: origin, connections, duration: seconds, requests }, (fault, found) =>
      fault ? reject(fault) : resolve(found),
    );
    asking.on('response', (_client, status, _bytes, ms) => {
      times.push(ms);
      if (status !== 200) refused += 1;
    });
  });
  const { p50, p95 } = percentiles(times);
  return {
    requests: times.length,
    requestsPerSecond: Math.round(times.length / result.duration),
    p50Ms: tenths(p50),
    p95Ms: tenths(p95),
    refused: refused + result.errors + result.timeouts,
  };
}

const tenths = (ms: number) => Math.round(ms * 10) / 10;
