import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/index.ts';
import { tooLate } from '../../../platform/web/index.ts';
import { tellCaseworker } from '../../clinical/commands/tell-caseworker.ts';
import { tellPerson } from './ask-again.ts';

type Taking = { readonly id: number; readonly caseId: number; readonly by: 'person' | 'around' | 'section' };

/**
 * Takes back that a decision is looked at again, which whoever asked for it can for as long as nobody has begun to decide
 * on it. The asking stays on record, and what was said for it; it can be asked for anew. The others are told.
 * @throws a refusal with 409 when it was not the actor who asked, somebody decides on it, or the person has said something
 *   for the asking of somebody else, which has to be answered
 */
export async function takeBackAgain(tx: Tx, { id, caseId, by }: Taking): Promise<void> {
  const { rows } = await sql<{
    again: number | null;
  }>`select casework.take_back_again(${id}) as again`.execute(tx.db);
  const again = rows[0]?.again ?? null;
  if (again === null) throw tooLate('again.refusal.notTakenBack');
  if (by !== 'person') await tellPerson(tx, caseId, id);
  if (by !== 'section') await tellCaseworker(tx, id);
  tx.record('casework.again.taken-back', { caseId, detail: { application: id, again } });
}
