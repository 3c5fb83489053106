import type { Kysely } from 'kysely';
import type pg from 'pg';
import { kyselyOn } from './driver.ts';
import { onOwnConnection } from './own-connection.ts';
import { ownerRole } from './roles.ts';
import type { DB } from './types.ts';

/** Runs some work in one transaction as the owner of the tables. */
type AsOwner = <T>(work: (db: Kysely<DB>, client: pg.Client) => Promise<T>) => Promise<T>;

/**
 * One transaction as the owner of the tables, for loading a demonstration and for tests. It goes past every
 * policy, so no page and no job may use it: structure rules keep it out of the rooms.
 */
export function asOwner<T>(
  adminUrl: string,
  work: (db: Kysely<DB>, client: pg.Client) => Promise<T>,
): Promise<T> {
  return holdingOwner(adminUrl, transaction => transaction(work));
}

/** Likewise as many transactions as `doing` wants, one after the other on one connection, which knows the tables by then. */
export function holdingOwner<T>(adminUrl: string, doing: (transaction: AsOwner) => Promise<T>): Promise<T> {
  return onOwnConnection(adminUrl, 'owner', client =>
    doing(async work => {
      await client.query(`begin; set local role ${ownerRole}`);
      try {
        const result = await work(kyselyOn({ client, roundTrips: 0 }), client);
        await client.query('commit');
        return result;
      } catch (error) {
        // A connection that is gone has nothing left to take back, and hides nothing of what went wrong.
        await client.query('rollback').catch(() => {});
        throw error;
      }
    }),
  );
}
