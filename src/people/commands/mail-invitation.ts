import { sql } from 'kysely';
import type { Tx } from '../../platform/database/index.ts';
import { paths } from '../paths.ts';

/** Queues the mail with the link of an invitation. The account's own address is used; nobody types one here. */
export async function mailInvitation(tx: Tx, of: { account: number; token: string }): Promise<void> {
  const path = paths.invitation(of.token);
  await sql`select platform.queue_mail(${of.account}, 'people.mail.invitation', ${path})`.execute(tx.db);
}
