import type { Tx } from '../../platform/database/index.ts';
import type { PublishedTable } from '../../platform/statistics/index.ts';
import type { TableName } from './tables.ts';

/** One table of one period; what is in it is safe already. */
export type ToPublish = { period: Temporal.PlainDate; asAt: Temporal.PlainDate; body: PublishedTable };

/** Publishes it for ever: no role may change or remove what stands there. */
export async function publishEdition(
  tx: Tx,
  name: TableName,
  { period, asAt, body }: ToPublish,
): Promise<void> {
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
