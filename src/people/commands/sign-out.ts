import { sql } from 'kysely';
import type { Tx } from '../../platform/database/index.ts';
import { hashOf } from '../../platform/web/index.ts';

/** Ends the session of this token, if there is one. It is kept a day, good for nothing but finding a lost form. */
export async function signOut(tx: Tx, token: string | undefined): Promise<void> {
  if (token) await sql`select access.sign_out(${Buffer.from(hashOf(token), 'hex')})`.execute(tx.db);
}
