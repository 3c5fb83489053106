import type { Actor, Tx } from '../../../platform/database/index.ts';
import { tell } from '../../../platform/mail/index.ts';
import { found, tooLate } from '../../../platform/web/index.ts';
import { mhcsPaths } from '../paths.ts';
import { refuseUnlessMayGiveWork } from './refuse-unless-may-give-work.ts';

/**
 * Gives applications to a caseworker, who is told by mail. A caseworker takes work or hands it to a colleague of
 * the same team; whoever leads a team gives it to anybody in the section.
 * @returns how many were allocated
 * @throws a refusal: 404 when there is nobody or nothing of the kind, 403 for a colleague of another team, 409 when
 *   one of them was decided meanwhile
 */
export async function allocateApplications(
  tx: Tx,
  { applicationIds, to, actor }: { applicationIds: readonly number[]; to: number; actor: Actor },
): Promise<number> {
  await refuseUnlessMayGiveWork(tx, { to, actor });
  const allocated = await tx.db
    .updateTable('casework.document')
    .set({ caseworker_id: to })
    .where('id', 'in', [...applicationIds])
    // What a person has sent is the section's too while the view of their clinician is awaited.
    .where(({ eb, or }) =>
      or([
        eb('state', 'in', ['submitted', 'waiting for information', 'awaiting authorisation']),
        eb('state', '=', 'draft').and('view_due_on', 'is not', null),
        eb('again_state', 'is not', null),
      ]),
    )
    .returning(['id', 'case_id as caseId'])
    .execute();
  found(allocated[0]);
  if (allocated.length !== new Set(applicationIds).size) throw tooLate('mhcs.refusal.someMoved');
  for (const { id, caseId } of allocated)
    tx.record('casework.document.allocated', { caseId, detail: { application: id, to } });
  const [first] = allocated;
  const path = allocated.length === 1 && first ? mhcsPaths.application(first.id) : mhcsPaths.worklist();
  if (to !== actor.accountId) await tell(tx, to, { subject: 'mail.something', path });
  return allocated.length;
}
