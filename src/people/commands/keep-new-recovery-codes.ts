import { sql } from 'kysely';
import type { Tx } from '../../platform/database/index.ts';
import { hashOf } from '../../platform/web/index.ts';
import { newRecoveryCodes, recoveryCodeHash } from '../rules/recovery-codes.ts';

/** Makes ten new recovery codes for a session with its second factor; the old ones are no longer good. */
export async function keepNewRecoveryCodes(
  tx: Tx,
  of: { token: string; account: number },
): Promise<string[]> {
  const codes = newRecoveryCodes();
  const session = Buffer.from(hashOf(of.token), 'hex');
  await sql`select access.keep_recovery_codes(${session}, ${codes.map(recoveryCodeHash)})`.execute(tx.db);
  tx.record('people.second-factor.recovery-codes-made', { detail: { account: of.account } });
  return codes;
}
