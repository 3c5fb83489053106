import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/index.ts';

/**
 * Says which organisation with accounts here answers in the name of one that was asked.
 * @param unit its number; null where librarians record what it publishes
 */
export async function chooseSpeaker(tx: Tx, addressee: number, unit: string | null): Promise<void> {
  await sql`update evidence.addressee set unit_id = ${unit}::bigint where id = ${addressee}`.execute(tx.db);
  tx.record('evidence.addressee.speaker', { detail: { addressee, unit } });
}
