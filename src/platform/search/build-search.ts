import { sql } from 'kysely';
import { z } from 'zod';
import { type Job, type JobContext, job } from '../jobs/index.ts';
import { buildPostings, tidyPostings } from './build.ts';

/** How many of a hundred documents of a run may be gone before its lists are made anew by day. */
const mostGone = 20;

/**
 * Makes posting lists, where thousands of documents wait for them, of every index. A step is one transaction: a kill loses
 * no more than the one under way, and the next run goes on.
 */
export const buildSearch: Job = job({
  task: 'build-search',
  payload: z.object({}),
  at: '*/10 * * * *',
  run: context => buildEach(context, mostGone),
});

/** At night nothing that is gone stays in any list. */
export const tidySearch: Job = job({
  task: 'tidy-search',
  payload: z.object({}),
  at: '23 2 * * *',
  run: context => buildEach(context, 0),
});

async function buildEach(context: JobContext, share: number): Promise<void> {
  const names = await context.transaction(async tx => {
    const { rows } = await sql<{ name: string }>`select name from search.index order by name`.execute(tx.db);
    return rows.map(({ name }) => name);
  });
  for (const name of names)
    for (const step of [
      buildPostings,
      (...[tx, index]: Parameters<typeof buildPostings>) => tidyPostings(tx, index, share),
    ])
      while (!context.signal.aborted && (await context.transaction(tx => step(tx, name))) > 0);
}
