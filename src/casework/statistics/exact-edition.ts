import { type CountTable, withTotals } from '../../platform/statistics/index.ts';
import type { Edition } from './numbers.ts';
import type { TableName } from './tables.ts';

type When = { period: Temporal.PlainDate; asAt: Temporal.PlainDate };

/** A table with its totals as it is, for those who may see it so. */
export function exact(name: TableName, when: When, table: CountTable): Edition {
  const { rows, columns, counts } = withTotals(table);
  return exactly(name, when, { rows, columns, cells: counts });
}

/** Measures as they are. */
export const exactly = (name: TableName, { period, asAt }: When, body: Edition['body']): Edition => ({
  ...{ name, period: period.toString(), asAt: asAt.toString(), body, scheme: '' },
});
