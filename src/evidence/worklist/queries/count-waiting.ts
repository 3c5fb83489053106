import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/index.ts';
import { waiting } from '../waiting.ts';

/** How many of everything wait on a day, in the order of `waiting`. One query. */
export async function countWaiting(tx: Tx, today: Temporal.PlainDate): Promise<number[]> {
  const counts = waiting.map(({ count }) => sql`(${count(today.toString())})`);
  const { rows } = await sql<{
    counts: number[];
  }>`select json_build_array(${sql.join(counts)}) as counts`.execute(tx.db);
  return rows[0]?.counts ?? [];
}
