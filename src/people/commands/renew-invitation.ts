import { sql } from 'kysely';
import type { Tx } from '../../platform/database/index.ts';
import { hashOf, newToken } from '../../platform/web/index.ts';
import { mailInvitation } from './mail-invitation.ts';

/**
 * Mails a new link that sets a passphrase; older links are no longer good. Also the way back for somebody who has
 * lost their passphrase or second factor.
 * @throws database error 42501 when the account is not the actor's to administer
 */
export async function renewInvitation(tx: Tx, account: number): Promise<void> {
  const token = newToken();
  await sql`select access.renew_invitation(${account}, ${Buffer.from(hashOf(token), 'hex')})`.execute(tx.db);
  await mailInvitation(tx, { account, token });
  tx.record('people.invitation.renewed', { detail: { account } });
}
