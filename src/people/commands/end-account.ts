import { sql } from 'kysely';
import type { Tx } from '../../platform/database/index.ts';

/**
 * Ends an account from a day on, with its roles and its places in cases; from today on means at the next request.
 * @throws database error 42501 when it is not the actor's to end, OW036 when it also works elsewhere
 */
export async function endAccount(tx: Tx, of: { account: number; on: Temporal.PlainDate }): Promise<void> {
  await sql`select access.end_account(${of.account}, ${of.on.toString()})`.execute(tx.db);
  tx.record('people.account.ended', { detail: { account: of.account, on: of.on.toString() } });
}
