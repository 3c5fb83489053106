import { sql } from 'kysely';
import type { Tx } from '../../platform/database/index.ts';

/** Ends every session of the actor's account, this one too. */
export async function signOutEverywhere(tx: Tx): Promise<void> {
  await sql`select access.sign_out_everywhere()`.execute(tx.db);
  tx.record('people.session.signed-out-everywhere');
}
