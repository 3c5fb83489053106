import type { Actor, Tx } from '../../../platform/database/index.ts';
import { tooLate } from '../../../platform/web/index.ts';

// One event for all that happens to conditions, with no number in it: who reads the audit must not be able to count
// answers without a proposal, and learn that somebody else put one forward.
const event = 'casework.conditions.kept';

/** Puts the wording of a condition forward; the row does not say who did. */
export async function putForward(tx: Tx, caseId: number, text: string): Promise<void> {
  await tx.db.insertInto('casework.proposed_condition').values({ case_id: caseId, text }).execute();
  tx.record(event, { caseId });
}

export type ConditionAnswer = {
  caseId: number;
  condition: number;
  outcome: 'included' | 'changed' | 'declined';
  changedText: string | null;
  reason: string | null;
  actor: Actor;
  today: Temporal.PlainDate;
};

/**
 * Answers a condition once.
 * @throws a refusal with 409 when it has been answered, or is none that the actor may see
 */
export async function answerCondition(tx: Tx, answer: ConditionAnswer): Promise<void> {
  const { caseId, condition, outcome, changedText, reason, actor, today } = answer;
  const answered = await tx.db
    .updateTable('casework.proposed_condition')
    .set({
      ...{ outcome, changed_text: changedText, reason },
      ...{ answered_by: actor.accountId, answered_on: today.toString() },
    })
    .where('id', '=', condition)
    .where('case_id', '=', caseId)
    .where('outcome', 'is', null)
    .executeTakeFirst();
  if (answered.numUpdatedRows === 0n) throw tooLate('conditions.refusal.answered');
  tx.record(event, { caseId });
}
