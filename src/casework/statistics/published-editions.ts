import { sql } from 'kysely';
import { LRUCache } from 'lru-cache';
import type { Tx } from '../../platform/database/index.ts';
import type { PublishedTable } from '../../platform/statistics/index.ts';
import { type Edition, type Numbers, publishedNumbers } from './numbers.ts';
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

// Of the last few versions, since a process may serve more than one database.
const known = new LRUCache<string, Numbers>({ max: 5 });

/** The numbers of all that has been published: the same ones until more is. One or two queries. */
export async function readPublished(tx: Tx): Promise<Numbers> {
  const { rows } = await sql<{ version: string }>`
    select concat_ws(' ', current_database(), count(*), max(published_at)) as version from casework.published_table`.execute(
    tx.db,
  );
  const version = rows[0]?.version ?? '';
  const before = known.get(version);
  if (before) return before;
  const numbers = publishedNumbers(await publishedEditions(tx));
  known.set(version, numbers);
  return numbers;
}
