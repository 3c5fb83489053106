import { sql } from 'kysely';
import { asWorker, type Pools, type Tx } from '../database/index.ts';

/** Long work, cut into steps that each are one transaction. */
export type LongWork = {
  /** The same name goes on with the same work. */
  job: string;
  /** How much there is to do, in whatever is counted. */
  total: number;
  /** Does a little, from `done` on, and answers how much is done then. */
  step(tx: Tx, done: number): Promise<number>;
  /** Gets told after each step. */
  onProgress?: (done: number, total: number) => void;
  /** Ends the work after the step under way; it is resumed when it is called again. */
  signal?: AbortSignal;
};

export type WorkEnd = 'done' | 'cancelled' | 'interrupted';

/**
 * Runs long work step by step, writing how far it came in the same transaction as the step: after a kill it goes
 * on exactly where it was. Somebody who sets `cancel_asked` ends it after the step under way.
 * @throws whatever a step throws; the work then stands as failed and is resumed when it is called again
 */
export async function withProgress(pools: Pools, work: LongWork): Promise<WorkEnd> {
  let standing = await begin(pools, work);
  try {
    while (standing.state === 'running' && standing.done < work.total) {
      if (work.signal?.aborted) return 'interrupted';
      standing = await takeStep(pools, work, standing.done);
      work.onProgress?.(standing.done, work.total);
    }
  } catch (error) {
    await finish(pools, work.job, 'failed');
    throw error;
  }
  if (standing.state === 'cancelled') return 'cancelled';
  await finish(pools, work.job, 'done');
  return 'done';
}

type Standing = { done: number; state: string };

function begin(pools: Pools, { job, total }: LongWork): Promise<Standing> {
  return asWorker(pools, job, tx =>
    tx.db
      .insertInto('platform.progress')
      .values({ job, total, state: 'running' })
      .onConflict(conflict =>
        conflict.column('job').doUpdateSet({ total, state: 'running', cancel_asked: false }),
      )
      .returning(['done', 'state'])
      .executeTakeFirstOrThrow(),
  );
}

function takeStep(pools: Pools, { job, step }: LongWork, from: number): Promise<Standing> {
  return asWorker(pools, job, async tx => {
    const row = await tx.db
      .selectFrom('platform.progress')
      .select(['done', 'cancel_asked'])
      .where('job', '=', job)
      .forUpdate()
      .executeTakeFirstOrThrow();
    // Another program did this step while we waited for the row.
    if (row.done !== from) return { done: row.done, state: 'running' };
    const state = row.cancel_asked ? 'cancelled' : 'running';
    const done = row.cancel_asked ? from : await step(tx, from);
    await tx.db
      .updateTable('platform.progress')
      .set({ done, state, changed_at: sql<string>`now()` })
      .where('job', '=', job)
      .execute();
    return { done, state };
  });
}

function finish(pools: Pools, job: string, state: 'done' | 'failed'): Promise<unknown> {
  return asWorker(pools, job, tx =>
    tx.db.updateTable('platform.progress').set({ state }).where('job', '=', job).execute(),
  );
}
