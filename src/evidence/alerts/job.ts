import { sql } from 'kysely';
import { z } from 'zod';
import type { Tx } from '../../platform/database/index.ts';
import { type JobContext, job } from '../../platform/jobs/index.ts';
import { tellNews } from '../../platform/mail/index.ts';
import { evidencePaths } from '../paths.ts';
import { readHits } from '../search/queries/read-hits.ts';
import { searchState } from '../search/state.ts';
import { newsOf } from './news.ts';
import { alertPaths } from './paths.ts';

type Kept = { readonly id: number; readonly state: unknown };
type Due = Kept & { accountId: number; alert: 'daily' | 'weekly'; told: number; stop: string };

/** In one transaction: what another worker has taken, it leaves alone. */
const atOnce = 50;
const namedInLetter = 20;

/**
 * Counts for every search that is kept what came since it was last counted, and writes the letters that are due. How far
 * both came is noted in the transaction that counts or writes: after a kill nothing is left out and nothing said twice.
 * By day only, so that nobody is woken.
 */
export const searchNews = job({
  task: 'search-news',
  payload: z.object({}),
  at: '7 6-20 * * *',
  async run(context) {
    const until = await context.transaction(lastArrival);
    await inSteps(context, tx => countNews(tx, until));
    await inSteps(context, tx => writeLetters(tx, context.today));
  },
});

async function inSteps({ transaction, signal }: JobContext, step: (tx: Tx) => Promise<number>) {
  while (!signal.aborted && (await transaction(step)) > 0);
}

/** How far the library is now: while it grows, there is an end all the same. */
async function lastArrival(tx: Tx): Promise<number> {
  const { rows } = await sql<{
    last: number;
  }>`select last from search.index where name = 'evidence'`.execute(tx.db);
  return rows[0]?.last ?? 0;
}

/** @returns how many searches were looked at; none where every one is as far as the library */
async function countNews(tx: Tx, until: number): Promise<number> {
  const { rows } = await sql<Kept & { counted: number }>`
    select s.id, s.state, s.counted from evidence.saved_search s
    where s.counted < ${until}::int order by s.counted, s.id limit ${atOnce}::int for update skip locked`.execute(
    tx.db,
  );
  for (const { id, state, counted } of rows) {
    const { numbers, last } = await newsOf(tx, searchState.parse(state), counted);
    await sql`update evidence.saved_search set unseen = unseen + ${numbers.length}::int, counted = ${last}::int
      where id = ${id}`.execute(tx.db);
  }
  return rows.length;
}

/** @returns how many alerts were due */
async function writeLetters(tx: Tx, today: Temporal.PlainDate): Promise<number> {
  const { rows } = await sql<Due>`
    select s.id, s.account_id as "accountId", s.state, s.alert, s.told, s.stop_token as stop from evidence.saved_search s
    where s.alert is not null and s.due_on <= ${today.toString()}::date
    order by s.due_on, s.id limit ${atOnce}::int for update skip locked`.execute(tx.db);
  for (const due of rows) await writeLetter(tx, due, today);
  return rows.length;
}

async function writeLetter(tx: Tx, due: Due, today: Temporal.PlainDate): Promise<void> {
  const { numbers, last } = await newsOf(tx, searchState.parse(due.state), due.told);
  const records = await readHits(tx, numbers.slice(0, namedInLetter));
  if (records.length > 0) {
    await tellNews(tx, due.accountId, {
      ...{ path: alertPaths.list(), stopPath: alertPaths.stop(due.stop), news: numbers.length },
      links: records.map(({ number, title }) => ({ title, path: evidencePaths.record(number) })),
    });
    tx.record('evidence.alert.written', { detail: { search: due.id, news: numbers.length } });
  }
  const next = today.add({ days: due.alert === 'daily' ? 1 : 7 }).toString();
  await sql`update evidence.saved_search set told = ${last}::int, due_on = ${next}::date where id = ${due.id}`.execute(
    tx.db,
  );
}
