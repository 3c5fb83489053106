import { writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { asOwner } from '../src/platform/database/index.ts';
import { startNation } from './database.ts';
import { connections, type Load, load, loader } from './load.ts';
import { type MeasuredPage, measuredPages } from './pages.ts';
import { type MeasuredSite, startSite } from './site.ts';
import { yardstickMs } from './yardstick.ts';

/** `npm run bench [-- --json FILE] [--seconds N] [--only ID]`: pages of a national-scale site, as ratios. */
const { values } = parseArgs({
  options: { json: { type: 'string' }, seconds: { type: 'string', default: '10' }, only: { type: 'string' } },
});
const seconds = Number(values.seconds);
const secret = 'a secret for the bench alone, and nothing else';

type Figures = {
  id: string;
  requestsPerSecond: number;
  p50Ms: number;
  p95Ms: number;
  rssMiB: number;
  roundTrips: number;
  /** What a fixed piece of work took just before and after: a machine is shared, and not always as fast. */
  yardstickMs: number;
  ratios: { bareQueries: number; templateOnly: number; emptyRoute: number };
};

const nation = await startNation(secret);
const site = await startSite(nation.adminUrl, secret);
try {
  const pages = measuredPages.filter(page => !values.only || page.id === values.only);
  const figures: Figures[] = [];
  const caseId = await aBusyCase(nation.adminUrl);
  for (const page of pages) figures.push(await measure(site, page, caseId));
  print(figures);
  if (values.json) writeFileSync(values.json, `${JSON.stringify(figures, null, 2)}\n`);
} finally {
  site.stop();
  await nation.stop();
}

async function measure(on: MeasuredSite, page: MeasuredPage, caseId: number): Promise<Figures> {
  const cookie = await on.signIn(page.username);
  const url = on.url + page.path.replace(':caseId', String(caseId));
  const roundTrips = await roundTripsOf(url, cookie);
  const before = yardstickMs();
  const found = mustAllAnswer(page, await load(url, cookie, seconds));
  const yardstick = Math.round((before + yardstickMs()) / 2);
  const rssMiB = await on.memory();
  const ratio = async (line: string) =>
    round(
      found.requestsPerSecond / (await load(on.lines + line, '', Math.ceil(seconds / 2))).requestsPerSecond,
    );
  const ratios = {
    bareQueries: await ratio('/queries'),
    templateOnly: await ratio('/template'),
    emptyRoute: await ratio('/empty'),
  };
  const { refused: _, ...measured } = found;
  return { id: page.id, ...measured, rssMiB, roundTrips, yardstickMs: yardstick, ratios };
}

function mustAllAnswer(page: MeasuredPage, found: Load): Load {
  if (found.refused > 0) throw new Error(`${page.path}: ${found.refused} answers were not 200.`);
  return found;
}

async function roundTripsOf(url: string, cookie: string): Promise<number> {
  const response = await fetch(url, { headers: { cookie }, redirect: 'manual' });
  if (response.status !== 200) throw new Error(`${url} answered ${response.status}.`);
  await response.text();
  return Number(/"(\d+) round trips"/.exec(response.headers.get('server-timing') ?? '')?.[1] ?? Number.NaN);
}

/** A case with an application under way and as long a story as any. */
async function aBusyCase(adminUrl: string): Promise<number> {
  return asOwner(adminUrl, async db => {
    const row = await db
      .selectFrom('casework.document')
      .where('state', '=', 'awaiting authorisation')
      .where('case_id', '>', 100)
      .select('case_id')
      .orderBy('id')
      .executeTakeFirstOrThrow();
    return row.case_id;
  });
}

function print(figures: readonly Figures[]): void {
  console.log(
    `\n${connections} connections by ${loader}, ${seconds} s a page, PostgreSQL ${nation.version}, Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB\n`,
  );
  console.log(
    '| page | requests/s | p50 ms | p95 ms | RSS MiB | round trips | ÷ bare queries | ÷ template only | ÷ empty route | yardstick ms | floor |',
  );
  console.log('|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|---|');
  for (const f of figures) {
    const page = measuredPages.find(each => each.id === f.id);
    const cells = [
      page?.title,
      f.requestsPerSecond,
      f.p50Ms,
      f.p95Ms,
      f.rssMiB,
      f.roundTrips,
      f.ratios.bareQueries,
      f.ratios.templateOnly,
      f.ratios.emptyRoute,
      f.yardstickMs,
      floorText(page, f),
    ];
    console.log(`| ${cells.join(' | ')} |`);
  }
}

function floorText(page: MeasuredPage | undefined, f: Figures): string {
  if (!page?.floor) return '';
  const held =
    f.requestsPerSecond >= page.floor.requestsPerSecond && f.p95Ms <= page.floor.p95Ms && f.rssMiB <= 250;
  return `${page.floor.requestsPerSecond}/s, ${page.floor.p95Ms} ms, 250 MiB: ${held ? 'held' : 'MISSED'}`;
}

function round(ratio: number): number {
  return Math.round(ratio * 1000) / 1000;
}
