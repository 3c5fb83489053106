import autocannon, { type Result } from 'autocannon';

/** What one run of load found. */
export type Load = { requestsPerSecond: number; p50Ms: number; p95Ms: number; refused: number };

export const connections = 10;

/**
 * Asks one address over and over with ten connections for `seconds`, after a warm-up that is not counted.
 * `refused` counts every answer that was not 200 and every error.
 */
export async function load(url: string, cookie: string, seconds: number): Promise<Load> {
  await run(url, cookie, 3);
  return run(url, cookie, seconds);
}

async function run(url: string, cookie: string, seconds: number): Promise<Load> {
  const times: number[] = [];
  let refused = 0;
  const headers = cookie ? { cookie } : {};
  const result = await new Promise<Result>((resolve, reject) => {
    const running = autocannon({ url, connections, duration: seconds, headers }, (fault, found) =>
      fault ? reject(fault) : resolve(found),
    );
    running.on('response', (_client, status, _bytes, ms) => {
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
