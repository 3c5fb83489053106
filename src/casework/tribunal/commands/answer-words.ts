import type { Actor, Tx } from '../../../platform/database/index.ts';

/**
 * Keeps the person's answer whether their own words may go to the tribunal. The last answer holds.
 * @throws the database's own refusal once the words have gone, or the case is decided
 */
export async function answerWords(
  tx: Tx,
  answer: { caseId: number; tribunal: number; answer: 'yes' | 'no'; actor: Actor },
): Promise<void> {
  await tx.db
    .insertInto('casework.tribunal_words')
    .values({
      ...{ case_id: answer.caseId, tribunal_id: answer.tribunal },
      ...{ answer: answer.answer, answered_by: answer.actor.accountId },
    })
    .execute();
  tx.record('casework.tribunal.words', {
    caseId: answer.caseId,
    detail: { tribunal: answer.tribunal, answer: answer.answer },
  });
}
