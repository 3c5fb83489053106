import { sql } from 'kysely';
import type { Tx } from '../../platform/database/index.ts';
import { hashOf, newToken } from '../../platform/web/index.ts';
import { waitingSession } from '../queries/waiting-session.ts';
import { totpCounter } from '../rules/one-time-code.ts';
import { countFailure } from './count-failure.ts';
import type { CodeOutcome, GivenCode } from './give-code.ts';
import { keepNewRecoveryCodes } from './keep-new-recovery-codes.ts';
import { recordSignIn } from './sign-in.ts';

/**
 * Sets up the second factor: the first code of the new secret proves that the app has it.
 * On success the codes to write down come along; they are shown once and kept only as hashes.
 */
export async function finishSecondFactor(
  tx: Tx,
  given: GivenCode,
): Promise<CodeOutcome | { token: string; door: string; account: number; codes: string[] }> {
  const waiting = await waitingSession(tx, given);
  if (!waiting?.pending || !given.token || waiting.factor === 'code') return { gone: true };
  if (waiting.wait > 0) return { wait: waiting.wait };
  const counter = totpCounter(waiting.pending, given.typed, given.now);
  const token = newToken();
  if (counter === undefined || !(await finish(tx, { old: given.token, token, counter }))) {
    await countFailure(tx, { token: given.token, address: given.address });
    return { wrong: true };
  }
  if (waiting.factor === 'enrol') recordSignIn(tx, { account: waiting.account, waiting: false });
  const codes = await keepNewRecoveryCodes(tx, { token, account: waiting.account });
  tx.record('people.second-factor.set-up', { detail: { account: waiting.account } });
  return { token, door: waiting.door, account: waiting.account, codes };
}

async function finish(tx: Tx, of: { old: string; token: string; counter: number }): Promise<boolean> {
  const [old, next] = [of.old, of.token].map(token => Buffer.from(hashOf(token), 'hex'));
  const done = sql<{ ok: boolean }>`select access.finish_second_factor(${old}, ${next}, ${of.counter}) as ok`;
  return (await done.execute(tx.db)).rows[0]?.ok ?? false;
}
