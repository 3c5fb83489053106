import { type Asking, askOnce, type Load, load } from './load.ts';
import type { Cases, MeasuredPage } from './pages.ts';
import { processorMs } from './processor.ts';
import type { MeasuredSite } from './site.ts';
import { yardstickMs } from './yardstick.ts';

export type Figures = {
  id: string;
  requestsPerSecond: number;
  p50Ms: number;
  p95Ms: number;
  /** Milliseconds of processor that one request takes of the web process and of PostgreSQL. */
  webMs: number;
  databaseMs: number;
  rssMiB: number;
  roundTrips: number;
  /** What a fixed piece of work took just before and after: a machine is shared, and not always as fast. */
  yardstickMs: number;
  ratios?: { bareQueries: number; templateOnly: number; emptyRoute: number };
};

export type Measuring = {
  site: MeasuredSite;
  cases: Cases;
  /** Of the PostgreSQL that answers. */
  postgres: number;
  seconds: number;
  /** Whether the page is also held against its bare queries, its template and an empty route. */
  withRatios: boolean;
};

/** Measures one page. @throws when an answer was not 200 */
export async function measure(measuring: Measuring, page: MeasuredPage): Promise<Figures> {
  const { site, cases, seconds, withRatios } = measuring;
  const asking = await askingFor(site, page, cases);
  const roundTrips = await roundTripsOf(asking);
  await warmUp(asking, Math.min(3, seconds));
  const before = yardstickMs();
  const { requests, ...found } = await costed(measuring, page, asking);
  const yardstick = Math.round((before + yardstickMs()) / 2);
  const rssMiB = await site.memory();
  const ratios = withRatios && { ratios: await ratiosOf(measuring, found.requestsPerSecond) };
  return { id: page.id, ...found, rssMiB, roundTrips, yardstickMs: yardstick, ...(ratios || {}) };
}

const mostAskedBefore = 1000;

/** Asks for a while, and where there is no more than can be asked in turn until everything was asked once. */
async function warmUp(asking: Asking, seconds: number): Promise<void> {
  let asked = 0;
  do asked += (await load(asking, seconds)).requests;
  while (asking.asks.length <= mostAskedBefore && asked < asking.asks.length);
}

async function askingFor(site: MeasuredSite, page: MeasuredPage, cases: Cases): Promise<Asking> {
  const username = typeof page.username === 'function' ? page.username(cases) : page.username;
  const { cookie, csrf } = await site.signIn(username);
  const asks = page
    .asks(cases)
    .map(({ path, form }) => ({ path, ...(form ? { form: { ...form, _csrf: csrf } } : {}) }));
  return { origin: site.url, asks, cookie };
}

async function costed({ site, postgres, seconds }: Measuring, page: MeasuredPage, asking: Asking) {
  const used = () => [site.pid, postgres].map(pid => processorMs(pid) ?? Number.NaN);
  const [webBefore = 0, databaseBefore = 0] = used();
  const found = mustAllAnswer(page, await load(asking, seconds));
  const [web = 0, database = 0] = used();
  const each = (ms: number) => Math.round((ms / found.requests) * 100) / 100;
  const { refused: _, ...load_ } = found;
  return { ...load_, webMs: each(web - webBefore), databaseMs: each(database - databaseBefore) };
}

async function ratiosOf({ site, seconds }: Measuring, requestsPerSecond: number) {
  const ratio = async (path: string) => {
    const line = await load({ origin: site.lines, asks: [{ path }], cookie: '' }, Math.ceil(seconds / 2));
    return Math.round((requestsPerSecond / line.requestsPerSecond) * 1000) / 1000;
  };
  return {
    bareQueries: await ratio('/queries'),
    templateOnly: await ratio('/template'),
    emptyRoute: await ratio('/empty'),
  };
}

function mustAllAnswer(page: MeasuredPage, found: Load): Load {
  if (found.refused > 0) throw new Error(`${page.id}: ${found.refused} answers were not 200.`);
  return found;
}

async function roundTripsOf(asking: Asking): Promise<number> {
  const response = await askOnce(asking);
  if (response.status !== 200) throw new Error(`${asking.asks[0]?.path} answered ${response.status}.`);
  await response.text();
  return Number(/"(\d+) round trips"/.exec(response.headers.get('server-timing') ?? '')?.[1] ?? Number.NaN);
}
