import { sql } from 'kysely';
import type { Tx } from '../../platform/database/index.ts';
import { hashOf, newToken, type Tokens } from '../../platform/web/index.ts';
import { type Waiting, waitingSession } from '../queries/waiting-session.ts';
import { totpCounter } from '../rules/one-time-code.ts';
import { recoveryCodeHash } from '../rules/recovery-codes.ts';
import { countFailure } from './count-failure.ts';
import { recordSignIn } from './sign-in.ts';

/** What was typed as the second factor, and from where. */
export type GivenCode = {
  token: string | undefined;
  typed: string;
  address: string;
  tokens: Tokens;
  now: Temporal.Instant;
};

/** No session waits for it, or too many tries, or wrong, or through: with a new token, as at every step up. */
export type CodeOutcome =
  | { gone: true }
  | { wait: number }
  | { wrong: true }
  | { token: string; door: string; account: number; recoveryCodesLeft?: number };

/** Signs in fully by a code of the authenticator app. Each code is good once. */
export async function giveCode(tx: Tx, given: GivenCode): Promise<CodeOutcome> {
  return tryFactor(tx, given, async (waiting, change) => {
    const counter = waiting.secret && totpCounter(waiting.secret, given.typed, given.now);
    if (counter === undefined || counter === '') return undefined;
    const confirmed = sql<{
      ok: boolean;
    }>`select access.confirm_second_factor(${change.old}, ${change.next}, ${counter}) as ok`;
    return (await confirmed.execute(tx.db)).rows[0]?.ok ? {} : undefined;
  });
}

/** Signs in fully by one of the recovery codes, which is then used up. */
export async function giveRecoveryCode(tx: Tx, given: GivenCode): Promise<CodeOutcome> {
  return tryFactor(tx, given, async (_waiting, change) => {
    const used = sql<{
      remaining: number | null;
    }>`select access.use_recovery_code(${change.old}, ${change.next}, ${recoveryCodeHash(given.typed)}) as remaining`;
    const remaining = (await used.execute(tx.db)).rows[0]?.remaining ?? undefined;
    return remaining === undefined ? undefined : { recoveryCodesLeft: remaining };
  });
}

type Change = { old: Buffer; next: Buffer };
type Try = (waiting: Waiting, change: Change) => Promise<{ recoveryCodesLeft?: number } | undefined>;

async function tryFactor(tx: Tx, given: GivenCode, attempt: Try): Promise<CodeOutcome> {
  const waiting = await waitingSession(tx, given);
  if (!waiting || !given.token || waiting.factor !== 'code') return { gone: true };
  if (waiting.wait > 0) return { wait: waiting.wait };
  const token = newToken();
  const hashes = { old: Buffer.from(hashOf(given.token), 'hex'), next: Buffer.from(hashOf(token), 'hex') };
  const passed = await attempt(waiting, hashes);
  if (!passed) {
    await countFailure(tx, { token: given.token, address: given.address });
    return { wrong: true };
  }
  recordSignIn(tx, { account: waiting.account, waiting: false });
  return { token, door: waiting.door, account: waiting.account, ...passed };
}
