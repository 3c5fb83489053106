import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { casework, countWaitingClocks } from '../src/casework/index.ts';
import { loadNational } from '../src/demonstration/national/index.ts';
import { startEmbedded } from '../src/platform/database/embedded/index.ts';
import {
  asOwner,
  asWorker,
  closePools,
  ensureDatabase,
  migrate,
  openPools,
} from '../src/platform/database/index.ts';
import { runOne } from '../src/platform/jobs/index.ts';
import { systemClock } from '../src/platform/time/index.ts';
import { letIn } from './colleagues.ts';
import { makeLongCase, readLongCase } from './long-case.ts';
import type { Cases } from './pages.ts';

/** Kept between runs, because loading a nation takes minutes; remove the folder to load it anew. */
const folder = fileURLToPath(new URL('../.cache/bench', import.meta.url));

export type Nation = {
  adminUrl: string;
  version: string;
  /** Of the PostgreSQL that it lies in. */
  pid: number;
  stop(): Promise<void>;
};

/** Starts the bench's own PostgreSQL, durable as in real use, with the national demonstration and one long case in it. */
export async function startNation(secret: string): Promise<Nation> {
  mkdirSync(folder, { recursive: true });
  const server = await startEmbedded({ dataDirectory: folder, log: sentence => console.log(sentence) });
  const adminUrl = await ensureDatabase(server.adminUrl, 'bench');
  await migrate(adminUrl, secret);
  await fill(adminUrl, secret, Temporal.Now.plainDateISO('Europe/London'));
  return { adminUrl, version: server.version, pid: server.pid, stop: () => server.stop() };
}

async function fill(adminUrl: string, secret: string, today: Temporal.PlainDate): Promise<void> {
  await loadNational(adminUrl, today, (done, total, what) => {
    process.stdout.write(
      `\rLoading the nation: ${Math.round((done / total) * 100)} %, ${what}${' '.repeat(30)}`,
    );
  });
  process.stdout.write('\n');
  await asOwner(adminUrl, db => makeLongCase(db, today));
  const pools = openPools(adminUrl, secret);
  const counted = await countWaitingClocks(work => asWorker(pools, 'bench', work), today);
  for (const job of casework.jobs ?? []) {
    const asked = { payload: {}, signal: new AbortController().signal };
    if (job.task === 'publish-statistics') await runOne({ pools, clock: systemClock }, job, asked);
  }
  await closePools(pools);
  if (counted > 0) await asOwner(adminUrl, db => sql`analyze`.execute(db));
}

/** The cases of the nation that pages are opened of. */
export const readCases = (adminUrl: string): Promise<Cases> =>
  asOwner(adminUrl, async db => {
    const { rows } = await sql<{ id: number }>`
      select case_id as id from casework.document where state = 'awaiting authorisation' and case_id > 100 order by id limit 1`.execute(
      db,
    );
    const long = (await readLongCase(db)) ?? 0;
    return { long, busy: rows[0]?.id ?? 0, clinician: await letIn(db, long) };
  });
