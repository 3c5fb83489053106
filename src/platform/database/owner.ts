import type { Kysely } from 'kysely';
import pg from 'pg';
import { kyselyOn } from './driver.ts';
import { ownerRole } from './roles.ts';
import type { DB } from './types.ts';

/**
 * One transaction as the owner of the tables, for loading a demonstration and for tests. It goes past every
 * policy, so no page and no job may use it: structure rules keep it out of the rooms.
 */
export async function asOwner<T>(
  adminUrl: string,
  work: (db: Kysely<DB>, client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({
    connectionString: adminUrl,
    application_name: 'ownwords owner',
    options: '-c timezone=UTC',
  });
  await client.connect();
  try {
    await client.query(`begin; set local role ${ownerRole}`);
    const result = await work(kyselyOn({ client, roundTrips: 0 }), client);
    await client.query('commit');
    return result;
  } finally {
    await client.end();
  }
}
