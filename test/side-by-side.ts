import { sql } from 'kysely';
import { asOwner } from '../src/platform/database/index.ts';

type Settled = PromiseSettledResult<unknown>;

/**
 * Lets two be at work at once for certain.
 * @param adminUrl of the database in which they meet, where nobody else is at work
 * @param first opens a transaction, and waits within it by what it is given until the second waits for it, or is done
 * @param second begins once the first waits
 * @returns what became of both
 */
export async function sideBySide(
  adminUrl: string,
  first: (meeting: () => Promise<void>) => Promise<unknown>,
  second: () => Promise<unknown>,
): Promise<Settled[]> {
  const [isThere, letGo] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const one = first(() => {
    isThere.resolve();
    return letGo.promise;
  });
  await Promise.race([isThere.promise, one]);
  let isOver = false;
  const other = second().finally(() => {
    isOver = true;
  });
  other.catch(() => {});
  while (!isOver && !(await isWaitedFor(adminUrl)));
  letGo.resolve();
  return Promise.allSettled([one, other]);
}

const isWaitedFor = (adminUrl: string): Promise<boolean> =>
  asOwner(adminUrl, async db => {
    const { rows } = await sql`select from pg_stat_activity
      where datname = current_database() and cardinality(pg_blocking_pids(pid)) > 0`.execute(db);
    return rows.length > 0;
  });
