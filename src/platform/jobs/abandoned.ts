import type { Pools } from '../database/index.ts';

/** Held by every worker that lives, shared: whoever gets it alone knows that no other lives. */
const presenceLock = 7_110_220;

/** A worker that is seen to live until it is released, or its connection is lost. */
export type Presence = { release(): void };

/**
 * Says that this worker lives, and gives back to the queue what a killed worker had taken, if no other worker
 * lives. The queue itself would wait four hours, because it cannot tell a killed worker from a slow one.
 * @param onLost told once when the connection is lost, and with it the lock: nobody sees any more that this worker lives
 */
export async function freeAbandonedJobs(pool: Pools['worker'], onLost: () => void): Promise<Presence> {
  const client = await pool.connect();
  let isHeld = true;
  const release = () => {
    if (isHeld) client.release(true);
    isHeld = false;
  };
  client.once('error', () => {
    if (isHeld) onLost();
  });
  try {
    await takeLock(client);
    return { release };
  } catch (error) {
    release();
    throw error;
  }
}

async function takeLock(client: Pick<Pools['worker'], 'query'>): Promise<void> {
  const alone = (await client.query('select pg_try_advisory_lock($1) as held', [presenceLock])).rows[0].held;
  if (alone) {
    await client.query(`select graphile_worker.force_unlock_workers(array(
      select distinct locked_by from graphile_worker.jobs where locked_by is not null))`);
  }
  await client.query('select pg_advisory_lock_shared($1)', [presenceLock]);
  if (alone) await client.query('select pg_advisory_unlock($1)', [presenceLock]);
}
