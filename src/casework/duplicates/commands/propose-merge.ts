import type { Actor, Tx } from '../../../platform/database/index.ts';
import { tooLate } from '../../../platform/web/index.ts';
import { recordForCases } from './record-for-cases.ts';

export type ProposeMerge = {
  readonly keptId: number;
  readonly mergedId: number;
  readonly reason: string;
  readonly actor: Actor;
};

/**
 * Proposes that two records are one person; nothing moves until somebody else confirms.
 * @throws a refusal with 409 when somebody proposed it already; the database's OW112 when somebody found them to be two
 *   people
 */
export async function proposeMerge(tx: Tx, { keptId, mergedId, reason, actor }: ProposeMerge): Promise<void> {
  const proposed = await tx.db
    .insertInto('people.merge')
    .values({ kept_id: keptId, merged_id: mergedId, reason, proposed_by: actor.accountId })
    .onConflict(conflict => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!proposed) throw tooLate('duplicates.refusal.moved');
  const detail = { merge: proposed.id, kept: keptId, merged: mergedId };
  await recordForCases(tx, 'people.merge.proposed', { persons: [keptId, mergedId], detail });
}
