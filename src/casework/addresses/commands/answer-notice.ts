import type { Actor, Tx } from '../../../platform/database/index.ts';
import { tooLate } from '../../../platform/web/index.ts';
import { tellCapacities } from '../../mhcs/commands/tell-capacities.ts';
import { addressPaths } from '../paths.ts';

export type NoticeAnswer = {
  readonly caseId: number;
  readonly notice: number;
  readonly outcome: 'acknowledged' | 'objected';
  /** What the person reads; an objection has some. */
  readonly reasons: string | null;
  readonly actor: Actor;
  readonly today: Temporal.PlainDate;
};

/**
 * Answers notice of a new address, once. Both sides hear that there is something to see.
 * @throws a refusal with 409 when it has been answered, or is none of this case
 */
export async function answerNotice(tx: Tx, answer: NoticeAnswer): Promise<void> {
  const { caseId, notice, outcome, reasons, actor, today } = answer;
  const answered = await tx.db
    .updateTable('casework.address_notice')
    .set({ outcome, reasons, answered_by: actor.accountId, answered_on: today.toString() })
    .where('id', '=', notice)
    .where('case_id', '=', caseId)
    .where('outcome', 'is', null)
    .where('ended_on', 'is', null)
    .executeTakeFirst();
  if (answered.numUpdatedRows === 0n) throw tooLate('addresses.refusal.answered');
  const subject = 'mail.something';
  await tellCapacities(tx, caseId, { subject, path: addressPaths.mine(), capacities: ['subject'] });
  await tellCapacities(tx, caseId, {
    ...{ subject, path: addressPaths.care(caseId) },
    capacities: ['responsible_clinician', 'social_supervisor', 'clinical_supervisor'],
  });
  tx.record('casework.address.answered', { caseId, detail: { notice } });
}
