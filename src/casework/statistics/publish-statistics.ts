import { sql } from 'kysely';
import { z } from 'zod';
import type { Tx } from '../../platform/database/index.ts';
import { job } from '../../platform/jobs/index.ts';
import { type CountTable, suppress } from '../../platform/statistics/index.ts';
import {
  type Ending,
  endingsTable,
  monthsBefore,
  populationTable,
  publications,
  type Standing,
  type TableName,
  timesTable,
} from './tables.ts';

const mostMonths = 36;

/**
 * Counts what has not been published yet, hides what is small, and keeps only that. Every month is published once and
 * stays as it is, so running again changes nothing.
 */
export const publishStatistics = job({
  task: 'publish-statistics',
  payload: z.object({}),
  at: '20 * * * *',
  run: ({ transaction, today }) =>
    transaction(async tx => {
      await sql`select pg_advisory_xact_lock(hashtext('publish statistics'))`.execute(tx.db);
      const before = await publishedPeriods(tx);
      const tables = (await publishPopulation(tx, today, before)) + (await publishMonths(tx, today, before));
      if (tables > 0) tx.record('casework.statistics.published', { detail: { tables } });
    }),
});

async function publishedPeriods(tx: Tx): Promise<ReadonlySet<string>> {
  const rows = await tx.db.selectFrom('casework.published_table').select(['name', 'period']).execute();
  return new Set(rows.map(({ name, period }) => `${name} ${period}`));
}

/** Once a month, on the day on which it is first asked for. */
async function publishPopulation(tx: Tx, today: Temporal.PlainDate, before: ReadonlySet<string>) {
  const period = today.with({ day: 1 });
  if (before.has(`population ${period}`)) return 0;
  const { rows } = await sql<Standing>`select * from casework.population_to_publish()`.execute(tx.db);
  await publish(tx, 'population', { period, asAt: today, table: populationTable(rows) });
  return 1;
}

async function publishMonths(tx: Tx, today: Temporal.PlainDate, before: ReadonlySet<string>) {
  const missing = monthsBefore(today, mostMonths).filter(month => !before.has(`endings ${month}`));
  const first = missing[0];
  if (!first) return 0;
  const { rows } =
    await sql<Ending>`select * from casework.endings_to_publish(${first.toString()}, ${today.with({ day: 1 }).toString()})`.execute(
      tx.db,
    );
  // Months before the first application say nothing, and are no zeros.
  const begun = firstOf([...before].flatMap(known => known.match(/^endings (.*)/)?.[1] ?? []));
  const earliest = begun ?? firstOf(rows.map(({ month }) => month));
  const open = missing.filter(month => earliest !== undefined && month.toString() >= earliest);
  for (const period of open) {
    const asAt = period.add({ months: 1 }).subtract({ days: 1 });
    const endings = rows.filter(({ month }) => month === period.toString());
    await publish(tx, 'endings', { period, asAt, table: endingsTable(endings) });
    await publish(tx, 'times', { period, asAt, table: timesTable(endings) });
  }
  return open.length * 2;
}

const firstOf = (days: readonly string[]) => [...days].sort()[0];

type Counted = { period: Temporal.PlainDate; asAt: Temporal.PlainDate; table: CountTable };

async function publish(tx: Tx, name: TableName, { period, asAt, table }: Counted): Promise<void> {
  const body = suppress(table, publications[name]);
  await tx.db
    .insertInto('casework.published_table')
    .values({
      name,
      period: period.toString(),
      as_at: asAt.toString(),
      scheme: body.scheme,
      body: JSON.stringify(body),
    })
    .execute();
}
