import pg from 'pg';
import { isMigrated } from './migrate.ts';
import { doorUrl } from './roles.ts';

/**
 * Opens a pool of the circle door on a replica, for readings that nobody signs in for. Its roles and their passwords are
 * those of the main database, as a replica has them. Nothing can be written by it, wherever it leads.
 * @returns the pool; or `fault`, a sentence that says why it is not used, when it cannot be reached or lags behind a
 *   migration
 */
export async function openReplica(
  replicaUrl: string,
  secret: string,
): Promise<{ pool: pg.Pool; fault?: never } | { fault: string; pool?: never }> {
  const pool = new pg.Pool({
    connectionString: doorUrl(replicaUrl, 'circle', secret),
    max: 10,
    connectionTimeoutMillis: 2000,
    idleTimeoutMillis: 60_000,
    application_name: 'ownwords replica',
    options: '-c timezone=UTC -c default_transaction_read_only=on',
    query_timeout: 8000,
  });
  pool.on('error', () => {});
  pool.on('connect', client => client.on('error', () => {}));
  const why = await reasonAgainst(pool);
  if (why === undefined) return { pool };
  await pool.end();
  return {
    fault: `The replica of DATABASE_REPLICA_URL is not used: ${why}. Public pages are read from the main database until the next start.`,
  };
}

async function reasonAgainst(pool: pg.Pool): Promise<string | undefined> {
  try {
    return (await isMigrated(pool)) ? undefined : 'it does not have every migration yet';
  } catch (error) {
    return `it cannot be reached (${error instanceof Error ? error.message : error})`;
  }
}
