import type { Tx } from '../../../platform/database/index.ts';
import { notAllowed, tooLate } from '../../../platform/web/index.ts';
import type { ApplicationFile } from '../queries/read-application.ts';

/**
 * Records the day on which MAPPA was notified as promised (gate LG-4). Leave that waited for it can then start.
 * @throws a refusal: 403 for whoever may not read the closed part, 409 when nothing is open
 */
export async function meetUndertaking(
  tx: Tx,
  { file, metOn }: { file: ApplicationFile; metOn: Temporal.PlainDate },
): Promise<void> {
  if (!file.mayReadClosed) throw notAllowed('casework.refusal.notYourPart');
  const met = await tx.db
    .updateTable('casework.undertaking')
    .set({ met_on: metOn.toString() })
    .where('document_id', '=', file.id)
    .where('met_on', 'is', null)
    .returning('document_id')
    .executeTakeFirst();
  if (!met) throw tooLate('casework.refusal.noUndertaking');
  tx.record('casework.undertaking.met', { caseId: file.caseId, detail: { application: file.id } });
}
