import type { Actor, Tx } from '../../../platform/database/index.ts';
import { found, notAllowed } from '../../../platform/web/index.ts';
import { mayAllocate } from '../../mhcs/roles.ts';
import { laterOf } from '../../rules/clocks/reading.ts';

/**
 * Ends an absence today, because somebody came back early; one that has not begun never was.
 * @throws a refusal: 404 when there is none that lasts, 403 for the absence of somebody else
 */
export async function endAbsence(
  tx: Tx,
  { id, actor, today }: { id: number; actor: Actor; today: Temporal.PlainDate },
): Promise<void> {
  const absence = found(
    await tx.db
      .selectFrom('casework.absence')
      .select(['account_id', 'from_on', 'until_on'])
      .where('id', '=', id)
      .where('until_on', '>', today.toString())
      .whereRef('until_on', '>', 'from_on')
      .executeTakeFirst(),
  );
  if (absence.account_id !== actor.accountId && !mayAllocate(actor))
    throw notAllowed('clocks.cover.refusal.notYours');
  await tx.db
    .updateTable('casework.absence')
    .set({ until_on: laterOf(absence.from_on, today.toString()) })
    .where('id', '=', id)
    .execute();
  tx.record('casework.cover.ended', { detail: { absence: id, of: absence.account_id } });
}
