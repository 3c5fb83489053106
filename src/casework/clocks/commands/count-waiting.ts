import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/index.ts';
import { casesAtOnce, countClocks } from './count-clocks.ts';

/** Runs some work in a transaction of the program. */
export type Transaction = <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;

/**
 * Counts the clocks of every case that waits for it, a hundred cases a transaction: stopped or killed, it goes on with
 * those that are left.
 * @returns how many cases were counted
 */
export async function countWaitingClocks(
  transaction: Transaction,
  today: Temporal.PlainDate,
  signal?: AbortSignal,
): Promise<number> {
  let all = 0;
  for (;;) {
    const { cases } = await transaction(tx => countClocks(tx, 'waiting', today));
    all += cases;
    if (cases < casesAtOnce || signal?.aborted) break;
  }
  if (all > 0) await transaction(tx => sql`select casework.fold_tally()`.execute(tx.db));
  return all;
}

/** Whether there are cases and the clocks of none of them were ever counted: then every list of them is empty. */
export async function areNoClocksCounted(tx: Tx): Promise<boolean> {
  const { rows } = await sql<{ none: boolean }>`
    select exists (select from casework.counted)
      and not exists (select from casework.counted where on_day is not null) as none`.execute(tx.db);
  return rows[0]?.none === true;
}
