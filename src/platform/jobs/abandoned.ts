import type { Pools } from '../database/index.ts';

/** Held by every worker that lives, shared: whoever gets it alone knows that no other lives. */
const presenceLock = 7_110_220;

/**
 * Says that this worker lives, and gives back to the queue what a killed worker had taken, if no other worker
 * lives. The queue itself would wait four hours, because it cannot tell a killed worker from a slow one.
 */
export async function freeAbandonedJobs(pool: Pools['worker']): Promise<{ release(): void }> {
  const client = await pool.connect();
  // When the connection is lost so is the lock; at worst a job of ours is run twice, which it must bear.
  client.on('error', () => {});
  const alone = (await client.query('select pg_try_advisory_lock($1) as held', [presenceLock])).rows[0].held;
  if (alone) {
    await client.query(`select graphile_worker.force_unlock_workers(array(
      select distinct locked_by from graphile_worker.jobs where locked_by is not null))`);
  }
  await client.query('select pg_advisory_lock_shared($1)', [presenceLock]);
  if (alone) await client.query('select pg_advisory_unlock($1)', [presenceLock]);
  return { release: () => client.release(true) };
}
