import { sql } from 'kysely';
import type { Tx } from '../../platform/database/index.ts';
import { hashPassphrase, newSalt } from '../../platform/session/passphrase.ts';

/** Gives the actor a new passphrase; `oldHash` was proved just before. Every other session of the account ends. */
export async function changePassphrase(
  tx: Tx,
  to: { account: number; oldHash: Buffer; passphrase: string },
): Promise<void> {
  const salt = newSalt();
  const hash = await hashPassphrase(to.passphrase, salt);
  await sql`select access.change_passphrase(${to.oldHash}, ${salt}, ${hash})`.execute(tx.db);
  tx.record('people.passphrase.changed', { detail: { account: to.account } });
}
