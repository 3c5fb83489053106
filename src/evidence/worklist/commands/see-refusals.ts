import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/index.ts';
import { found, tooLate } from '../../../platform/web/index.ts';

/**
 * Says that somebody looked at what of a file could not come in.
 * @throws a refusal with 404 where there is no such import, with 409 where it has not come in
 */
export async function seeRefusals(tx: Tx, id: number): Promise<void> {
  const { state } = found(
    await tx.db.selectFrom('evidence.import').select('state').where('id', '=', id).executeTakeFirst(),
  );
  if (state !== 'imported' && state !== 'stopped') throw tooLate('platform.refusal.notInThisState');
  await tx.db
    .updateTable('evidence.import')
    .set({ refusals_seen_at: sql<string>`coalesce(refusals_seen_at, now())` })
    .where('id', '=', id)
    .execute();
  tx.record('evidence.import.refusals-seen', { detail: { import: id } });
}
