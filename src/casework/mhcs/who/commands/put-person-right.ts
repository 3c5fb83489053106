import { sql } from 'kysely';
import type { Tx } from '../../../../platform/database/index.ts';
import type { Who } from '../queries/read-who.ts';

export type PutRight = Omit<Who, 'teams' | 'teamId'> & {
  /** Where whoever gives out work chose one. */
  readonly teamId: number | null;
};

type Became = { changed?: string[]; taken?: true; late?: true };

/**
 * Puts right who a case is about. The audit says what was changed and not what it said.
 * @returns "taken" when another case has the reference, "late" when somebody changed it meanwhile, with nothing written;
 *   "same" when nothing is other than it was
 */
export async function putPersonRight(tx: Tx, who: PutRight): Promise<'changed' | 'same' | 'taken' | 'late'> {
  const { caseId, ...says } = who;
  const { rows } = await sql<{ became: Became }>`
    select casework.put_person_right(${caseId}, ${JSON.stringify(says)}::jsonb) as became`.execute(tx.db);
  const { changed = [], taken, late } = rows[0]?.became ?? {};
  if (taken) return 'taken';
  if (late) return 'late';
  tx.record('casework.person.put-right', { caseId, detail: { changed: changed.join(', ') } });
  return changed.length > 0 ? 'changed' : 'same';
}
