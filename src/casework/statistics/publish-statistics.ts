import { sql } from 'kysely';
import { z } from 'zod';
import type { Tx } from '../../platform/database/index.ts';
import { job } from '../../platform/jobs/index.ts';
import { suppress } from '../../platform/statistics/index.ts';
import type { Transaction } from '../clocks/commands/count-waiting.ts';
import { type Ending, endingsTable, timesTable } from './count-tables.ts';
import type { Edition } from './numbers.ts';
import { monthsBefore } from './periods.ts';
import { publishEdition } from './publish-edition.ts';
import { publishYears } from './publish-years.ts';
import { publishedEditions } from './published-editions.ts';
import { publications } from './tables.ts';

const mostMonths = 36;

/** Publishes each hour what has ended since. */
export const publishStatistics = job({
  task: 'publish-statistics',
  payload: z.object({}),
  at: '20 * * * *',
  run: ({ transaction, today }) => publishWhatEnded(transaction, today),
});

/**
 * Counts what has not been published yet, hides what is small, and keeps only that. Every month and every year is
 * published once and stays as it is, so running again changes nothing: what was counted twice could be taken from
 * itself.
 */
export function publishWhatEnded(transaction: Transaction, today: Temporal.PlainDate): Promise<void> {
  return transaction(async tx => {
    await sql`select pg_advisory_xact_lock(hashtext('publish statistics'))`.execute(tx.db);
    const before = await publishedEditions(tx);
    const tables = (await publishYears(tx, today, before)) + (await publishMonths(tx, today, before));
    await sql`select casework.fold_register_changes()`.execute(tx.db);
    if (tables > 0) tx.record('casework.statistics.published', { detail: { tables } });
  });
}

async function publishMonths(tx: Tx, today: Temporal.PlainDate, before: readonly Edition[]) {
  const begun = before.find(({ name }) => name === 'endings')?.period;
  const known = new Set(before.filter(({ name }) => name === 'endings').map(({ period }) => period));
  const missing = monthsBefore(today, mostMonths).filter(month => !known.has(month.toString()));
  const first = missing[0];
  if (!first) return 0;
  const { rows } =
    await sql<Ending>`select * from casework.endings_to_publish(${first.toString()}, ${today.with({ day: 1 }).toString()})`.execute(
      tx.db,
    );
  // Months before the first application say nothing, and are no zeros.
  const earliest = begun ?? rows.map(({ month }) => month).toSorted()[0];
  const open = missing.filter(month => earliest !== undefined && month.toString() >= earliest);
  for (const period of open) {
    const asAt = period.add({ months: 1 }).subtract({ days: 1 });
    const endings = rows.filter(({ month }) => month === period.toString());
    const tables = { endings: endingsTable(endings), times: timesTable(endings) };
    for (const name of ['endings', 'times'] as const)
      await publishEdition(tx, name, { period, asAt, body: suppress(tables[name], publications[name]) });
  }
  return open.length * 2;
}
