import { sql } from 'kysely';
import type { Tx } from '../../platform/database/index.ts';

/**
 * Ends every session of an account, for a lost telephone or a screen left open.
 * @throws database error 42501 when it is not the actor's to administer
 */
export async function signOutAccount(tx: Tx, account: number): Promise<void> {
  await sql`select access.sign_out_account(${account})`.execute(tx.db);
  tx.record('people.account.signed-out', { detail: { account } });
}
