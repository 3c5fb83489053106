import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/index.ts';
import { tooLate } from '../../../platform/web/index.ts';
import { clinicalPaths } from '../../clinical/paths.ts';
import { personPaths } from '../../person/paths.ts';
import { kindRules } from '../../rules/document-kinds.ts';
import type { SubmittedApplication } from '../queries/read-submitted.ts';
import { tellCapacities } from './tell-capacities.ts';

/** Whether the view of the clinician was awaited for as long as the rule says, and has not come. */
export function mayGoOn(
  { state, view }: Pick<SubmittedApplication, 'state' | 'view'>,
  today: Temporal.PlainDate,
): boolean {
  return state === 'draft' && view !== null && view.dueOn < today.toString();
}

/**
 * Goes on with what a person asks for without the view of their clinician, which was sought and did not come. What the
 * clinician had begun to write stays theirs.
 * @throws a refusal with 409 while the view is awaited, and once it has come
 */
export async function goOn(tx: Tx, file: SubmittedApplication, today: Temporal.PlainDate): Promise<void> {
  if (!mayGoOn(file, today)) throw tooLate('own.refusal.viewAwaited');
  const gone = await tx.db
    .updateTable('casework.document')
    .set({ state: 'submitted', went_on_at: sql`now()` })
    .where('id', '=', file.id)
    .where('state', '=', 'draft')
    .returning('id')
    .executeTakeFirst();
  if (!gone) throw tooLate('platform.refusal.notInThisState');
  const subject = 'mail.something';
  await tellCapacities(tx, file.caseId, {
    ...{ capacities: ['subject'], subject, path: personPaths.application(file.id) },
  });
  await tellCapacities(tx, file.caseId, {
    ...{ capacities: kindRules[file.kind].ledBy, subject, path: clinicalPaths.application(file.id) },
  });
  tx.record('casework.view.went-on-without', { caseId: file.caseId, detail: { application: file.id } });
}
