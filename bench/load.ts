import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import autocannon, { type Result } from 'autocannon';

const running = promisify(execFile);

/** What one run of load found. */
export type Load = { requestsPerSecond: number; p50Ms: number; p95Ms: number; refused: number };

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
 * Asks one address over and over with ten connections for `seconds`, after a warm-up that is not counted.
 * `refused` counts every error, and every answer that was not 200: with wrk those from 400 on, and all when the
 * address does not answer 200 before and after.
 */
export async function load(url: string, cookie: string, seconds: number): Promise<Load> {
  const run = loader === 'wrk' ? byWrk : byAutocannon;
  await run(url, cookie, 3);
  return run(url, cookie, seconds);
}

const report = fileURLToPath(new URL('report.lua', import.meta.url));

async function byWrk(url: string, cookie: string, seconds: number): Promise<Load> {
  const asks = ['-t', '1', '-c', String(connections), '-d', `${seconds}s`, '--latency', '-s', report];
  const before = await statusOf(url, cookie);
  const { stdout } = await running('wrk', [...asks, ...(cookie ? ['-H', `cookie: ${cookie}`] : []), url]);
  const found: Load = JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
  const isWell = before === 200 && (await statusOf(url, cookie)) === 200;
  return isWell ? found : { ...found, refused: Number.POSITIVE_INFINITY };
}

async function statusOf(url: string, cookie: string): Promise<number> {
  const response = await fetch(url, { headers: cookie ? { cookie } : {}, redirect: 'manual' });
  await response.arrayBuffer();
  return response.status;
}

async function byAutocannon(url: string, cookie: string, seconds: number): Promise<Load> {
  const times: number[] = [];
  let refused = 0;
  const headers = cookie ? { cookie } : {};
  const result = await new Promise<Result>((resolve, reject) => {
    const asking = autocannon({ url, connections, duration: seconds, headers }, (fault, found) =>
      fault ? reject(fault) : resolve(found),
    );
    asking.on('response', (_client, status, _bytes, ms) => {
      times.push(ms);
      if (status !== 200) refused += 1;
    });
  });
  times.sort((a, b) => a - b);
  return {
    requestsPerSecond: Math.round(times.length / result.duration),
    p50Ms: percentile(times, 0.5),
    p95Ms: percentile(times, 0.95),
    refused: refused + result.errors + result.timeouts,
  };
}

function percentile(sorted: readonly number[], share: number): number {
  const at = Math.min(sorted.length - 1, Math.floor(sorted.length * share));
  return Math.round((sorted[at] ?? 0) * 10) / 10;
}
