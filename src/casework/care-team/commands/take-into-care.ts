import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/index.ts';
import { tell } from '../../../platform/mail/index.ts';
import { clinicalPaths } from '../../clinical/paths.ts';
import type { Choice } from '../queries/read-team.ts';

/**
 * Brings somebody into a case: from now on they read it and work on its documents in that capacity, and they hear of it.
 * On another ward the one before goes.
 * @throws the database's own refusal for whom the actor cannot bring in, or who came in meanwhile (OW492)
 */
export async function takeIntoCare(
  tx: Tx,
  { caseId, choice }: { caseId: number; choice: Pick<Choice, 'capacity' | 'who'> },
): Promise<void> {
  const { capacity, who } = choice;
  const { rows } = await sql<{ id: number }>`
    select casework.take_into_care(${caseId}, ${capacity}, ${who}) as id`.execute(tx.db);
  tx.record('casework.care.began', { caseId, detail: { standing: rows[0]?.id ?? 0 } });
  if (capacity !== 'ward_staff')
    await tell(tx, who, { subject: 'mail.something', path: clinicalPaths.patient(caseId) });
}
