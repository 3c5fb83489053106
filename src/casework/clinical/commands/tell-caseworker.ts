import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/index.ts';
import { mhcsPaths } from '../../mhcs/paths.ts';

/**
 * Writes to whoever works on an application, in a mail that says nothing: there is something to see.
 * @param documentId the application
 * @param requestId where nobody has the application, whoever made this request for information is told
 */
export async function tellCaseworker(tx: Tx, documentId: number, requestId?: number): Promise<void> {
  await sql`
    select platform.queue_mail(told.id, 'mail.something', ${mhcsPaths.application(documentId)})
    from casework.document a
    left join casework.information_request r on r.document_id = a.id and r.id = ${requestId ?? null}
    cross join lateral (select coalesce(a.caseworker_id, r.asked_by) as id) told
    where a.id = ${documentId} and told.id is not null`.execute(tx.db);
}
