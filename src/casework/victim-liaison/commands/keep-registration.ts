import type { Actor, Tx } from '../../../platform/database/index.ts';
import { tooLate } from '../../../platform/web/index.ts';
import type { Tellable } from '../../rules/victims/may-be-told.ts';
import type { Registration } from '../queries/read-case.ts';

/** What is kept of a victim; `sealed` holds who they are. */
export type Kept = Pick<Registration, 'basis' | 'standing'> & { wants: readonly Tellable[]; sealed: Buffer };

/** Registers a victim of a case. */
export async function registerVictim(
  tx: Tx,
  { caseId, kept, actor }: { caseId: number; kept: Kept; actor: Actor },
): Promise<number> {
  const { basis, sealed, wants } = kept;
  const { id } = await tx.db
    .insertInto('victim.registration')
    .values({ case_id: caseId, basis, sealed, wants: [...wants], recorded_by: actor.accountId })
    .returning('id')
    .executeTakeFirstOrThrow();
  tx.record('victim.registration.kept', { caseId, detail: { victim: id } });
  return id;
}

/**
 * Changes what is kept of a victim.
 * @throws a refusal with 409 when somebody changed it since `was` was read
 */
export async function changeVictim(
  tx: Tx,
  {
    caseId,
    was,
    kept,
    actor,
  }: { caseId: number; was: Pick<Registration, 'id' | 'version'>; kept: Kept; actor: Actor },
): Promise<void> {
  const { basis, sealed, wants, standing } = kept;
  const changed = await tx.db
    .updateTable('victim.registration')
    .set({
      basis,
      sealed,
      standing,
      wants: [...wants],
      recorded_by: actor.accountId,
      version: was.version + 1,
    })
    .where('id', '=', was.id)
    .where('case_id', '=', caseId)
    .where('version', '=', was.version)
    .executeTakeFirst();
  if (changed.numUpdatedRows === 0n) throw tooLate('liaison.refusal.changed');
  tx.record('victim.registration.changed', { caseId, detail: { victim: was.id, version: was.version + 1 } });
}
