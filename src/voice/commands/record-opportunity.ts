import type { Actor, Tx } from '../../platform/database/index.ts';

/** What came of asking the person, when it was not a statement. */
export type Opportunity = {
  caseId: number;
  occasionId: number;
  outcome: 'not now' | 'declined' | 'unable';
  why: string | null;
  askAgainOn: string | null;
  actor: Actor;
};

/**
 * Records that the person does not want to speak now, does not want to at all, or cannot at present. Nothing is
 * closed by it: they may still speak until the decision.
 */
export async function recordOpportunity(tx: Tx, what: Opportunity): Promise<void> {
  await tx.db
    .insertInto('voice.opportunity')
    .values({
      case_id: what.caseId,
      occasion_id: what.occasionId,
      outcome: what.outcome,
      why: what.why,
      ask_again_on: what.askAgainOn,
      recorded_by: what.actor.accountId,
    })
    .execute();
  tx.record('voice.opportunity.recorded', {
    caseId: what.caseId,
    detail: { occasion: what.occasionId, outcome: what.outcome },
  });
}
