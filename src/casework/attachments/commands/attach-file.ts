import type { Actor, Tx } from '../../../platform/database/index.ts';
import type { ReceivedFile } from '../../../platform/files/index.ts';
import { tooLate } from '../../../platform/web/index.ts';
import type { Part } from '../paths.ts';

export type Attaching = {
  document: { id: number; caseId: number; caseClosedOn: string | null };
  part: Part;
  /** The consultation that it answers; of the closed part alone. */
  consultationId?: number;
  title: string;
  file: ReceivedFile;
  actor: Actor;
};

/**
 * Hangs a file on the open or the closed part of a draft.
 * @throws a refusal with 409 when the case is closed; the database's OW005 when the document is no draft, OW221 when it
 *   has as many files as it may have; 42501 for a part that the actor does not read
 */
export async function attachFile(
  tx: Tx,
  { document, part, consultationId, title, file, actor }: Attaching,
): Promise<number> {
  if (document.caseClosedOn !== null) throw tooLate('casework.refusal.caseClosed');
  const row = {
    ...{ case_id: document.caseId, document_id: document.id, title, added_by: actor.accountId },
    ...{ file_name: file.name, media_type: file.kind, scan: file.scan, content: file.bytes },
  };
  const attached =
    part === 'open'
      ? tx.db.insertInto('casework.attachment').values(row).returning('id')
      : tx.db
          .insertInto('casework.closed_attachment')
          .values({ ...row, consultation_id: consultationId ?? null })
          .returning('id');
  const { id } = await attached.executeTakeFirstOrThrow();
  tx.record('casework.attachment.added', {
    caseId: document.caseId,
    detail: { application: document.id, part, attachment: id, size: file.bytes.length, scan: file.scan },
  });
  return id;
}
