import type { Tx } from '../../platform/database/index.ts';

/**
 * Opens the decision for which a person's words will be asked.
 * @param about the case, and the room that makes the decision
 * @returns the occasion's id
 */
export async function openOccasion(tx: Tx, about: { caseId: number; room: 'casework' }): Promise<number> {
  const { id } = await tx.db
    .insertInto('voice.occasion')
    .values({ case_id: about.caseId, room: about.room })
    .returning('id')
    .executeTakeFirstOrThrow();
  tx.record('voice.occasion.opened', { caseId: about.caseId, detail: { occasion: id } });
  return id;
}
