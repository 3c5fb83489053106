import type { Actor, Tx } from '../../../platform/database/index.ts';

export const ways = ['letter', 'telephone', 'meeting', 'e-mail'] as const;

export type Deliver = {
  caseId: number;
  victimId: number;
  summaryId: number;
  way: (typeof ways)[number];
  deliveredOn: string;
  actor: Actor;
};

/**
 * Keeps that a victim was told of a decision, on which day and how.
 * @throws the database's OW142 when the victim has opted out or cannot be reached
 */
export async function deliverSummary(tx: Tx, told: Deliver): Promise<void> {
  const { caseId, victimId, summaryId, way, deliveredOn, actor } = told;
  await tx.db
    .insertInto('victim.delivery')
    .values({
      ...{ case_id: caseId, victim_id: victimId, summary_id: summaryId, way, delivered_on: deliveredOn },
      recorded_by: actor.accountId,
    })
    .execute();
  tx.record('victim.summary.delivered', { caseId, detail: { victim: victimId, summary: summaryId } });
}
