import { sql } from 'kysely';
import type { Tx } from '../../platform/database/index.ts';
import { hashOf, newToken } from '../../platform/web/index.ts';
import { proposeUsername } from '../rules/propose-username.ts';
import { mailInvitation } from './mail-invitation.ts';

/** Somebody to be let in. Without a username one is made of the name. */
export type Invited = {
  name: string;
  email: string;
  username: string;
  jobTitle: string;
  unit: number;
  role: string;
  level: number | null;
};

/**
 * Makes an account with one role and mails the link that sets its passphrase.
 * @returns the account, or which of username and e-mail somebody has already
 * @throws database error 42501 outside the actor's units, OW030 and OW031 when the role does not fit
 */
export async function inviteAccount(
  tx: Tx,
  who: Invited,
): Promise<{ account: number } | { taken: 'username' | 'email' }> {
  const token = newToken();
  const username = who.username || (await freeUsername(tx, proposeUsername(who.name)));
  const invited = sql<{
    account: number | null;
    problem: 'username' | 'email' | null;
  }>`select * from access.invite(
    ${username}, ${who.email}, ${who.name}, ${who.jobTitle || null}, ${who.unit}, ${who.role}, ${who.level},
    ${Buffer.from(hashOf(token), 'hex')})`;
  const row = (await invited.execute(tx.db)).rows[0];
  if (!row || row.account === null) return { taken: row?.problem ?? 'username' };
  await mailInvitation(tx, { account: row.account, token });
  tx.record('people.account.invited', { detail: { account: row.account, unit: who.unit, role: who.role } });
  return { account: row.account };
}

async function freeUsername(tx: Tx, proposed: string): Promise<string> {
  const { rows } = await sql<{ name: string }>`select access.free_username(${proposed}) as name`.execute(
    tx.db,
  );
  return rows[0]?.name ?? proposed;
}
