import type { Tx } from '../../../platform/database/index.ts';
import type { Answers } from '../../../platform/forms/index.ts';
import { tooLate } from '../../../platform/web/index.ts';
import type { MyConsultation } from '../queries/read-consultations.ts';

/**
 * Keeps what somebody who was asked has answered. An answer is given once; what changes later is told to the
 * clinician, who can ask again.
 * @throws a refusal with 409 when it was answered already
 */
export async function answerConsultation(
  tx: Tx,
  { consultation, answers, now }: { consultation: MyConsultation; answers: Answers; now: Temporal.Instant },
): Promise<void> {
  const kept = await tx.db
    .updateTable('casework.consultation')
    .set({ answer: JSON.stringify(answers), answered_at: now.toString(), version: consultation.version + 1 })
    .where('id', '=', consultation.id)
    .where('answered_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  if (!kept) throw tooLate('casework.refusal.answered');
  tx.record('casework.consultation.answered', {
    caseId: consultation.caseId,
    detail: { consultation: consultation.id },
  });
}
