import { sql } from 'kysely';
import type { Tx } from '../../platform/database/index.ts';
import { hashOf, isStorable, newToken } from '../../platform/web/index.ts';
import type { Opened } from './sign-in.ts';

/**
 * Signs in to one of the demonstration's accounts by one click.
 * @returns undefined unless this is a demonstration database and the account one of its own
 */
export async function signInToDemonstration(
  tx: Tx,
  who: { username: string; device: string },
): Promise<Opened | undefined> {
  if (!isStorable(who.username)) return undefined;
  const token = newToken();
  const opened = sql<{ door: string | null; account: number }>`select * from access.sign_in_to_demonstration(
    ${who.username}, ${Buffer.from(hashOf(token), 'hex')}, ${who.device})`;
  const row = (await opened.execute(tx.db)).rows[0];
  if (!row?.door) return undefined;
  tx.record('people.session.signed-in', { detail: { account: row.account, demonstration: true } });
  return { token, door: row.door, account: row.account, factor: 'not needed' };
}
