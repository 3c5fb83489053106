import type { Tx } from '../../../platform/database/index.ts';
import { tooLate } from '../../../platform/web/index.ts';
import { informationDue } from '../../rules/clocks.ts';
import type { OpenApplication } from '../queries/open-application.ts';

/**
 * The answer is late and somebody decides to wait once more as long as the form gives, rather than to return the
 * application. No machine rejects one (gate LG-2).
 * @throws a refusal with 409 when nothing is awaited any more
 */
export async function waitLonger(
  tx: Tx,
  { application, today }: { application: OpenApplication; today: Temporal.PlainDate },
): Promise<void> {
  if (application.state !== 'waiting for information') throw tooLate('mhcs.refusal.notLate');
  const extended = await tx.db
    .updateTable('casework.information_request')
    .set({ extended_until: informationDue(today).on.toString() })
    .where('document_id', '=', application.id)
    .where('answered_at', 'is', null)
    .where('replaced_at', 'is', null)
    .where('due_on', '<', today.toString())
    .returning('id')
    .executeTakeFirst();
  if (!extended) throw tooLate('mhcs.refusal.notLate');
  tx.record('casework.information.extended', {
    caseId: application.caseId,
    detail: { application: application.id, request: extended.id },
  });
}
