import { sql } from 'kysely';
import type { Tx } from '../../platform/database/index.ts';
import { hashOf, type Tokens } from '../../platform/web/index.ts';
import { totpSeal } from '../queries/waiting-session.ts';
import { newTotpSecret } from '../rules/one-time-code.ts';

/** Makes a new secret for the session's account. The old one stays good until a code of the new one was given. */
export async function beginSecondFactor(tx: Tx, of: { token: string; tokens: Tokens }): Promise<void> {
  const sealed = Buffer.from(of.tokens.sealFor(totpSeal, newTotpSecret()));
  const hash = Buffer.from(hashOf(of.token), 'hex');
  await sql`select access.begin_second_factor(${hash}, ${sealed})`.execute(tx.db);
}
