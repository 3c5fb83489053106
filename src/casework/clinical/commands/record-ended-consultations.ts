import type { Tx } from '../../../platform/database/index.ts';

/**
 * Records whose part in a case ended with an application. The database ends it by itself as the application is decided
 * or withdrawn (migration 0009), so that no door can forget it; here it comes into the trail of this transaction.
 * @param over an application that this transaction has decided or withdrawn
 */
export async function recordEndedConsultations(
  tx: Tx,
  over: { documentId: number; caseId: number },
): Promise<void> {
  const ended = await tx.db
    .selectFrom('casework.consultation')
    .where('document_id', '=', over.documentId)
    .where('closed_on', 'is not', null)
    .orderBy('id')
    .select('id')
    .execute();
  if (ended.length === 0) return;
  tx.record('casework.consultations.ended', {
    caseId: over.caseId,
    detail: { application: over.documentId, consultations: ended.map(({ id }) => id) },
  });
}
