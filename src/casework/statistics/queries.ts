import { sql } from 'kysely';
import type { Tx } from '../../platform/database/index.ts';
import { type PublishedTable, withTotals } from '../../platform/statistics/index.ts';
import {
  type Ending,
  endingsTable,
  monthsBefore,
  populationTable,
  type Standing,
  type TableName,
  timesTable,
} from './tables.ts';

/** One table of one period, as a page shows it. */
export type Edition = {
  name: TableName;
  period: string;
  asAt: string;
  body: Pick<PublishedTable, 'rows' | 'columns' | 'cells'>;
  scheme: string;
};

/** What has been published, oldest first: nothing in it can be traced to a person. */
export async function publishedEditions(tx: Tx): Promise<Edition[]> {
  const rows = await tx.db
    .selectFrom('casework.published_table')
    .select(['name', 'period', 'as_at', 'body', 'scheme'])
    .orderBy('period')
    .orderBy('name')
    .execute();
  return rows.map(({ as_at, name, body, ...row }) => ({
    ...row,
    name: name as TableName,
    asAt: as_at,
    body: body as unknown as PublishedTable,
  }));
}

/** The same tables exactly, as far as the reader may see the cases: who stands how today, and the last year. */
export async function exactEditions(tx: Tx, today: Temporal.PlainDate): Promise<Edition[]> {
  const months = monthsBefore(today, 12);
  const until = today.with({ day: 1 }).toString();
  const [standings, endings] = [
    await sql<Standing>`select * from casework.count_population()`.execute(tx.db),
    await sql<Ending>`select * from casework.count_endings(${String(months[0])}, ${until})`.execute(tx.db),
  ];
  return [
    exact('population', today, { asAt: today, body: populationTable(standings.rows) }),
    ...months.flatMap(month => {
      const asAt = month.add({ months: 1 }).subtract({ days: 1 });
      const ofMonth = endings.rows.filter(ending => ending.month === month.toString());
      return [
        exact('endings', month, { asAt, body: endingsTable(ofMonth) }),
        exact('times', month, { asAt, body: timesTable(ofMonth) }),
      ];
    }),
  ];
}

type Exact = { asAt: Temporal.PlainDate; body: Parameters<typeof withTotals>[0] };

function exact(name: TableName, period: Temporal.PlainDate, { asAt, body }: Exact): Edition {
  const { rows, columns, counts } = withTotals(body);
  return {
    name,
    period: period.with({ day: 1 }).toString(),
    asAt: asAt.toString(),
    body: { rows, columns, cells: counts },
    scheme: '',
  };
}
