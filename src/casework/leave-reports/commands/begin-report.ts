import type { Actor, Tx } from '../../../platform/database/index.ts';
import { tooLate } from '../../../platform/web/index.ts';
import { startDocument } from '../../clinical/commands/start-document.ts';
import type { AskedReport } from '../queries/read-asked.ts';
import { isOpen, standsFor } from '../show-asked.ts';

type Begin = { readonly asked: AskedReport; readonly actor: Actor; readonly today: Temporal.PlainDate };

/**
 * Begins the report that was asked for; the one that was begun for it already is gone on with.
 * @returns the document
 * @throws a refusal with 409 when it is not asked for any more, and as startDocument does
 */
export async function beginReport(tx: Tx, { asked, actor, today }: Begin): Promise<number> {
  if (!isOpen(asked)) throw tooLate('leaveReport.refusal.over');
  const begun = standsFor(asked);
  if (begun !== null) {
    tx.record('casework.leave-report.opened', { caseId: asked.caseId, detail: { application: begun } });
    return begun;
  }
  const id = await startDocument(tx, { kind: 'leave report', caseId: asked.caseId, actor, today });
  await tx.db
    .updateTable('casework.leave_report_ask')
    .set({ report_id: id })
    .where('id', '=', asked.id)
    .executeTakeFirstOrThrow();
  return id;
}
