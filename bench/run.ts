import { writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { readCases, startNation } from './database.ts';
import { connections, loader } from './load.ts';
import { type Figures, measure } from './measure.ts';
import { measuredPages } from './pages.ts';
import { against, print } from './print.ts';
import { measureImport } from './register-import.ts';
import { startSite } from './site.ts';

/**
 * `npm run bench [-- --json FILE] [--seconds N] [--only ID,ID] [--plain]`: pages of a national-scale site, and what a
 * register takes to come in. `--plain` leaves out what a page is held against.
 */
const { values } = parseArgs({
  options: {
    json: { type: 'string' },
    seconds: { type: 'string', default: '10' },
    only: { type: 'string' },
    plain: { type: 'boolean', default: false },
  },
});
const seconds = Number(values.seconds);
const secret = 'a secret for the bench alone, and nothing else';
const wanted = values.only?.split(',');
const pages = measuredPages.filter(({ id }) => wanted?.includes(id) ?? true);

const figures = pages.length > 0 ? await measureAll() : [];
const brought = (wanted?.includes('import') ?? true) ? await measureImport(10_000) : undefined;
if (brought) print('The register', ['from a file', 'seconds', 'floor'], [brought.row]);
if (values.json)
  writeFileSync(values.json, `${JSON.stringify({ pages: figures, import: brought?.seconds }, null, 2)}\n`);

async function measureAll(): Promise<Figures[]> {
  const nation = await startNation(secret);
  const cases = await readCases(nation.adminUrl);
  const site = await startSite(nation.adminUrl, secret);
  try {
    const measuring = { site, cases, postgres: nation.pid, seconds, withRatios: !values.plain };
    const all: Figures[] = [];
    for (const page of pages) all.push(await measure(measuring, page));
    printPages(all, nation.version);
    return all;
  } finally {
    site.stop();
    await nation.stop();
  }
}

function printPages(all: readonly Figures[], version: string): void {
  const machine = `${cpus().length} × ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB`;
  const titles = [
    ...['page', 'requests/s', 'p50 ms', 'p95 ms', 'web ms', 'database ms', 'RSS MiB', 'round trips'],
    ...(values.plain ? [] : ['÷ bare queries', '÷ template only', '÷ empty route']),
    ...['yardstick ms', 'floor', ''],
  ];
  print(
    `${connections} connections by ${loader}, ${seconds} s a page, PostgreSQL ${version}, Node ${process.version}, ${machine}`,
    titles,
    all.map(rowOf),
  );
}

function rowOf(found: Figures): unknown[] {
  const page = measuredPages.find(({ id }) => id === found.id);
  return [
    ...[page?.title, found.requestsPerSecond, found.p50Ms, found.p95Ms, found.webMs, found.databaseMs],
    ...[found.rssMiB, found.roundTrips, ...Object.values(found.ratios ?? {}), found.yardstickMs],
    ...against(page?.floor, found),
  ];
}
