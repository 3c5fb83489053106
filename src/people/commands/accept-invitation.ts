import { sql } from 'kysely';
import type { Tx } from '../../platform/database/index.ts';
import { hashPassphrase, newSalt } from '../../platform/session/passphrase.ts';
import { hashOf } from '../../platform/web/index.ts';

/**
 * Sets the passphrase of the invited account. The invitation is used up; a second factor of before is gone.
 * @returns false when the invitation has expired or was used in the meantime
 */
export async function acceptInvitation(tx: Tx, by: { token: string; passphrase: string }): Promise<boolean> {
  const salt = newSalt();
  const hash = await hashPassphrase(by.passphrase, salt);
  const token = Buffer.from(hashOf(by.token), 'hex');
  const accepted = sql<{
    account: number | null;
  }>`select access.accept_invitation(${token}, ${salt}, ${hash}) as account`;
  const account = (await accepted.execute(tx.db)).rows[0]?.account ?? null;
  if (account === null) return false;
  tx.record('people.invitation.accepted', { detail: { account } });
  return true;
}
