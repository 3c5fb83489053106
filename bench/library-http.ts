import { libraryPages, machinePaths } from './library-pages.ts';
import { connections, loader } from './load.ts';
import { type Figures, measure } from './measure.ts';
import type { MeasuredPage } from './pages.ts';
import { percentiles } from './percentiles.ts';
import { against, print } from './print.ts';
import { type MeasuredSite, startSite } from './site.ts';

type Serving = {
  readonly adminUrl: string;
  readonly secret: string;
  /** Of the PostgreSQL that answers. */
  readonly postgres: number;
  readonly records: number;
  /** Some of the records that anybody may read. */
  readonly numbers: readonly number[];
  readonly seconds: number;
  /** The pages that are wanted, by their names; absent: all. */
  readonly only: readonly string[] | undefined;
};

/** Measures the pages of the library with ten connections, and what programs ask one after the other. */
export async function measurePages(serving: Serving): Promise<readonly Figures[]> {
  const { adminUrl, secret, records, numbers, seconds, postgres, only } = serving;
  const pages = libraryPages({ records, numbers }).filter(({ id }) => only?.includes(id) ?? true);
  const withMachines = only?.includes('machines') ?? true;
  if (pages.length === 0 && !withMachines) return [];
  const site = await startSite(adminUrl, secret);
  try {
    const cases = { busy: 0, long: 0, clinician: '' };
    const all: Figures[] = [];
    for (const page of pages)
      all.push(await measure({ site, cases, postgres, seconds, withRatios: false }, page));
    print(
      `Pages: ${records} records, ${connections} connections by ${loader}, ${seconds} s a page`,
      [
        ...['page', 'requests/s', 'p50 ms', 'p95 ms', 'web ms', 'database ms', 'RSS MiB', 'round trips'],
        ...['yardstick ms', 'floor', ''],
      ],
      all.map(found => rowOf(found, pages)),
    );
    if (withMachines) await measureMachines(site);
    return all;
  } finally {
    site.stop();
  }
}

function rowOf(found: Figures, pages: readonly MeasuredPage[]): unknown[] {
  const page = pages.find(({ id }) => id === found.id);
  return [
    ...[page?.title, found.requestsPerSecond, found.p50Ms, found.p95Ms, found.webMs, found.databaseMs],
    ...[found.rssMiB, found.roundTrips, found.yardstickMs],
    ...against(page?.floor, found, null),
  ];
}

const timesEach = 30;

async function measureMachines(site: MeasuredSite): Promise<void> {
  const rows: unknown[][] = [];
  for (const { title, paths } of machinePaths) {
    const times: number[] = [];
    for (let at = 0; at < timesEach; at += 1) {
      const start = performance.now();
      const response = await fetch(site.url + paths[at % paths.length]);
      await response.arrayBuffer();
      if (response.status !== 200) throw new Error(`${title} answered ${response.status}.`);
      times.push(performance.now() - start);
    }
    const { p50, p95 } = percentiles(times);
    rows.push([title, p50.toFixed(1), p95.toFixed(1)]);
  }
  print('What programs ask, one after the other', ['', 'p50 ms', 'p95 ms'], rows);
}
