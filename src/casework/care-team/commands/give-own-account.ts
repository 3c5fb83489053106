import { sql } from 'kysely';
import { invitationPath, proposeUsername } from '../../../people/index.ts';
import type { Tx } from '../../../platform/database/index.ts';
import { found, hashOf, newToken } from '../../../platform/web/index.ts';

export type Given = { readonly username: string; readonly path: string };

/**
 * Gives a person an account of their own, or a new link to the one that they have; any link of before works no longer.
 * @returns the username, and the path at which the person chooses their passphrase: it is kept nowhere and shown once
 * @throws the database's own refusal for whoever has not the person in their care (42501)
 */
export async function giveOwnAccount(
  tx: Tx,
  { caseId, name }: { caseId: number; name: string },
): Promise<Given> {
  const token = newToken();
  const { rows } = await sql<{ username: string }>`select casework.give_own_account(
    ${caseId}, ${proposeUsername(name)}, ${Buffer.from(hashOf(token), 'hex')}) as username`.execute(tx.db);
  tx.record('casework.person.account-given', { caseId });
  return { username: found(rows[0]).username, path: invitationPath(token) };
}
