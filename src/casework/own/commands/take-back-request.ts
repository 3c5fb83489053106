import type { Tx } from '../../../platform/database/index.ts';
import { notAllowed, tooLate } from '../../../platform/web/index.ts';
import { endOccasion } from '../../../voice/index.ts';
import { tellCaseworker } from '../../clinical/commands/tell-caseworker.ts';
import { type DocumentState, isOver } from '../../rules/document-states.ts';
import { tellClinicians } from './tell-of-request.ts';

type Taking = { id: number; caseId: number; occasionId: number; state: DocumentState; mayTakeBack: boolean };

/**
 * Takes back what a person asks for, for as long as nothing is decided. What they said stays on record.
 * @param because why, in a few words of theirs
 * @throws a refusal: 403 for anybody but the person and those who may ask for them, 409 when it is over
 */
export async function takeBackRequest(tx: Tx, request: Taking, because: string): Promise<void> {
  if (isOver(request)) throw tooLate('platform.refusal.notInThisState');
  if (!request.mayTakeBack) throw notAllowed('own.refusal.theirs');
  // Before it is over: afterwards it is nobody's turn.
  await tellClinicians(tx, request.id);
  const taken = await tx.db
    .updateTable('casework.document')
    .set({ state: 'withdrawn', paused_on: null, withdrawn_because: because })
    .where('id', '=', request.id)
    .where('state', '=', request.state)
    .returning('id')
    .executeTakeFirst();
  if (!taken) throw tooLate('platform.refusal.notInThisState');
  await endOccasion(tx, request.occasionId);
  await tellCaseworker(tx, request.id);
  tx.record('casework.own.taken-back', { caseId: request.caseId, detail: { application: request.id } });
}
