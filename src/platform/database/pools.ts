import pg from 'pg';
import { type Door, doors, doorUrl } from './roles.ts';

/** One pool a door: no connection ever changes its role. And one of the replica, where there is one. */
export type Pools = Record<Door, pg.Pool> & { replica?: pg.Pool };

const sizes: Record<Door, number> = { circle: 10, national: 10, victim: 3, worker: 6 };

/**
 * Opens a pool for every door. Nothing is connected until it is used.
 * A request that finds no connection within four seconds, or a statement that gets no answer within eight,
 * fails rather than holding its page.
 */
export function openPools(adminUrl: string, secret: string): Pools {
  const open = (door: Door) => {
    const pool = new pg.Pool({
      connectionString: doorUrl(adminUrl, door, secret),
      max: sizes[door],
      connectionTimeoutMillis: 4000,
      idleTimeoutMillis: 60_000,
      application_name: `ownwords ${door}`,
      options: '-c timezone=UTC',
      // A statement that need not wait for the answer to the one before it is sent behind it at once.
      pipeline: true,
      ...(door === 'worker' ? {} : { query_timeout: 8000 }),
    });
    // An idle connection that dies (PostgreSQL restarted) must not end the program; the pool makes a new one.
    pool.on('error', () => {});
    // Nor one that dies between two statements of a request; the next statement finds it out.
    pool.on('connect', client => client.on('error', () => {}));
    return pool;
  };
  return Object.fromEntries(doors.map(door => [door, open(door)])) as Pools;
}

/** Ends every pool; waits for running statements. */
export async function closePools(pools: Pools): Promise<void> {
  await Promise.all([...doors.map(door => pools[door].end()), pools.replica?.end()]);
}
