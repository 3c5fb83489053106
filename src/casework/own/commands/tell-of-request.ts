import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/index.ts';
import { clinicalPaths } from '../../clinical/paths.ts';
import { personPaths } from '../../person/paths.ts';

/** Writes to the clinicians whose view is awaited, in a mail that says nothing. */
export async function tellClinicians(tx: Tx, documentId: number): Promise<void> {
  await sql`select platform.queue_mail(told, 'mail.something', ${clinicalPaths.application(documentId)})
    from casework.hands_of_turn(${documentId}) told`.execute(tx.db);
}

/** Writes to the person for whom somebody else has done something. */
export async function tellPerson(
  tx: Tx,
  { caseId, documentId }: { caseId: number; documentId: number },
): Promise<void> {
  await sql`select platform.queue_mail(c.account_id, 'mail.something', ${personPaths.application(documentId)})
    from people.circle c where c.case_id = ${caseId} and c.capacity = 'subject' and c.account_id is not null
      and (c.until_on is null or c.until_on > access.today())`.execute(tx.db);
}
