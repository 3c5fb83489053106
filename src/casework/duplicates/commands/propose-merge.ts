import type { Actor, Tx } from '../../../platform/database/index.ts';
import { recordForCases } from './record-for-cases.ts';

export type ProposeMerge = {
  readonly keptId: number;
  readonly mergedId: number;
  readonly reason: string;
  readonly actor: Actor;
};

/**
 * Proposes that two records are one person; nothing moves until somebody else confirms.
 * @throws the database's OW112 when somebody found them to be two people
 */
export async function proposeMerge(tx: Tx, { keptId, mergedId, reason, actor }: ProposeMerge): Promise<void> {
  const { id } = await tx.db
    .insertInto('people.merge')
    .values({ kept_id: keptId, merged_id: mergedId, reason, proposed_by: actor.accountId })
    .returning('id')
    .executeTakeFirstOrThrow();
  const detail = { merge: id, kept: keptId, merged: mergedId };
  await recordForCases(tx, 'people.merge.proposed', { persons: [keptId, mergedId], detail });
}
