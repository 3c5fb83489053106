import { sql } from 'kysely';
import type { Tx } from '../database/index.ts';
import type { TextKey } from '../language/index.ts';

/** A mail names no case: only a subject that says nothing, and a path behind the sign-in. */
export type Notice = { subject: TextKey; path: string };

/** Writes one mail to one account, which goes out when the transaction is kept. */
export async function tell(tx: Tx, accountId: number, { subject, path }: Notice): Promise<void> {
  await sql`select platform.queue_mail(${accountId}, ${subject}, ${path})`.execute(tx.db);
}
