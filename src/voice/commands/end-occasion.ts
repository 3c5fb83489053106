import { sql } from 'kysely';
import type { Tx } from '../../platform/database/index.ts';
import { found } from '../../platform/web/index.ts';

/**
 * What was asked for was taken back, so nothing will be decided: nobody is asked for words any more, and what was
 * said stays on record.
 * @throws Refusal 404 when the occasion is not the actor's to end
 */
export async function endOccasion(tx: Tx, occasionId: number): Promise<void> {
  const ended = await tx.db
    .updateTable('voice.occasion')
    .set({ ended_at: sql`now()` })
    .where('id', '=', occasionId)
    .returning('case_id')
    .executeTakeFirst();
  const { case_id: caseId } = found(ended);
  tx.record('voice.occasion.ended', { caseId, detail: { occasion: occasionId } });
}
