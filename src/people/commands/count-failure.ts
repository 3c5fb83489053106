import { sql } from 'kysely';
import type { Tx } from '../../platform/database/index.ts';
import { hashOf } from '../../platform/web/index.ts';

/** Counts a failed try of whoever holds this session; the next ones have to wait longer and longer. */
export async function countFailure(tx: Tx, of: { token: string; address: string }): Promise<void> {
  const hash = Buffer.from(hashOf(of.token), 'hex');
  await sql`select access.count_failure(${hash}, ${of.address})`.execute(tx.db);
}
