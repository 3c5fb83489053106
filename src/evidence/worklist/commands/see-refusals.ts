import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/index.ts';
import { found } from '../../../platform/web/index.ts';

/**
 * Says that somebody looked at what of a file could not come in.
 * @throws a refusal with 404 where there is no such import, or it has not come in
 */
export async function seeRefusals(tx: Tx, id: number): Promise<void> {
  found(
    await tx.db
      .updateTable('evidence.import')
      .set({ refusals_seen_at: sql<string>`coalesce(refusals_seen_at, now())` })
      .where('id', '=', id)
      .where('state', 'in', ['imported', 'stopped'])
      .returning('id')
      .executeTakeFirst(),
  );
  tx.record('evidence.import.refusals-seen', { detail: { import: id } });
}
