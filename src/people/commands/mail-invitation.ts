import type { Tx } from '../../platform/database/index.ts';
import { tell } from '../../platform/mail/index.ts';
import { paths } from '../paths.ts';

/** Queues the mail with the link of an invitation. The account's own address is used; nobody types one here. */
export async function mailInvitation(tx: Tx, of: { account: number; token: string }): Promise<void> {
  await tell(tx, of.account, { subject: 'people.mail.invitation', path: paths.invitation(of.token) });
}
