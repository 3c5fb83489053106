import type { Tx } from '../../platform/database/index.ts';
import { found } from '../../platform/web/index.ts';

/**
 * Closes the occasion with its decision and issues the replies. The database refuses (OW003) while one part of a
 * statement has no reply: every word answered.
 * @throws Refusal 404 when the occasion is not the actor's to close
 */
export async function closeOccasion(
  tx: Tx,
  closing: { occasionId: number; caseId: number; now: Temporal.Instant },
): Promise<void> {
  const closed = await tx.db
    .updateTable('voice.occasion')
    .set({ closed_at: closing.now.toString() })
    .where('id', '=', closing.occasionId)
    .where('case_id', '=', closing.caseId)
    .returning('id')
    .executeTakeFirst();
  found(closed);
  tx.record('voice.occasion.closed', { caseId: closing.caseId, detail: { occasion: closing.occasionId } });
}
