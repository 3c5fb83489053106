import { sql } from 'kysely';
import type { Tx } from '../../platform/database/index.ts';

/**
 * Ends one role from a day on, and with it the places in cases that were held by it.
 * @throws database error 42501 when it is not the actor's to end, or the day lies in the past
 */
export async function endMembership(
  tx: Tx,
  of: { membership: number; on: Temporal.PlainDate },
): Promise<void> {
  const ended = sql<{
    account: number;
  }>`select access.end_membership(${of.membership}, ${of.on.toString()}) as account`;
  const account = (await ended.execute(tx.db)).rows[0]?.account ?? null;
  tx.record('people.membership.ended', { detail: { account, membership: of.membership } });
}
