import type { Tx } from '../../platform/database/index.ts';
import { found } from '../../platform/web/index.ts';

/**
 * The application went back and will come again: the person may take a statement back once more, and the section
 * reads it again when it is handed over again.
 * @throws Refusal 404 when the occasion is not the actor's to take back
 */
export async function takeBack(tx: Tx, occasionId: number): Promise<void> {
  const taken = await tx.db
    .updateTable('voice.occasion')
    .set({ submitted_at: null })
    .where('id', '=', occasionId)
    .returning('case_id')
    .executeTakeFirst();
  const { case_id: caseId } = found(taken);
  tx.record('voice.occasion.taken-back', { caseId, detail: { occasion: occasionId } });
}
