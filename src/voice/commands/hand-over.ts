import { sql } from 'kysely';
import type { Tx } from '../../platform/database/index.ts';
import { found } from '../../platform/web/index.ts';

/**
 * Hands the words to those who decide, with the application they belong to. From now on what was said cannot be
 * taken back, and the section can read it.
 * @throws Refusal 404 when the occasion is not the actor's to hand over
 */
export async function handOver(tx: Tx, occasionId: number): Promise<void> {
  const handed = await tx.db
    .updateTable('voice.occasion')
    .set({ submitted_at: sql`now()` })
    .where('id', '=', occasionId)
    .returning('case_id')
    .executeTakeFirst();
  const { case_id: caseId } = found(handed);
  tx.record('voice.occasion.handed-over', { caseId, detail: { occasion: occasionId } });
}
