import { sql } from 'kysely';
import type { Actor, Tx } from '../../../platform/database/index.ts';
import { tooLate } from '../../../platform/web/index.ts';
import type { AskedReport } from '../queries/read-asked.ts';
import { isOpen } from '../show-asked.ts';
import { tellReporters } from './ask-for-report.ts';

type Withdraw = { readonly asked: AskedReport; readonly why: string; readonly actor: Actor };

/**
 * Takes back that a report was asked for, with the reason, which the care team reads. What they have begun stays theirs.
 * @throws a refusal with 409 when the report is in or the asking was taken back already
 */
export async function withdrawAsking(tx: Tx, { asked, why, actor }: Withdraw): Promise<void> {
  if (!isOpen(asked)) throw tooLate('leaveReport.refusal.over');
  const withdrawn = await tx.db
    .updateTable('casework.leave_report_ask')
    .set({ withdrawn_at: sql`now()`, withdrawn_by: actor.accountId, withdrawn_why: why })
    .where('id', '=', asked.id)
    .where('withdrawn_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  if (!withdrawn) throw tooLate('leaveReport.refusal.over');
  tx.record('casework.leave-report.unasked', { caseId: asked.caseId, detail: { ask: asked.id } });
  await tellReporters(tx, asked.caseId);
}
