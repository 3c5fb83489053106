import type { Tx } from '../../platform/database/index.ts';
import type { PublishedTable } from '../../platform/statistics/index.ts';
import type { Edition } from './numbers.ts';
import type { TableName } from './tables.ts';

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
