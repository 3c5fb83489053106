import { sql } from 'kysely';
import type { Tx } from '../../platform/database/index.ts';

/**
 * Opens an ended account again, without any role, for somebody who comes back.
 * @throws database error 42501 when it is not the actor's to administer
 */
export async function reopenAccount(tx: Tx, account: number): Promise<void> {
  await sql`select access.reopen_account(${account})`.execute(tx.db);
  tx.record('people.account.reopened', { detail: { account } });
}
