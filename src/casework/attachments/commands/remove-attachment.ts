import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/index.ts';
import { found } from '../../../platform/web/index.ts';
import type { Part } from '../paths.ts';

type Which = { document: number; part: Part; id: number };

/**
 * Takes a file out of a draft. Until the draft is handed over it can be put back.
 * @throws a refusal with 404; the database's OW005 when the document is no draft, OW220 when the file was handed over
 */
export function removeAttachment(tx: Tx, which: Which): Promise<void> {
  return move(tx, which, 'removed');
}

/**
 * Puts a file back that was taken out of a draft.
 * @throws as `removeAttachment`
 */
export function putAttachmentBack(tx: Tx, which: Which): Promise<void> {
  return move(tx, which, 'put-back');
}

async function move(tx: Tx, { document, part, id }: Which, how: 'removed' | 'put-back'): Promise<void> {
  const row = await tx.db
    .updateTable(part === 'open' ? 'casework.attachment' : 'casework.closed_attachment')
    .set({ removed_at: how === 'removed' ? sql<string>`now()` : null })
    .where('id', '=', id)
    .where('document_id', '=', document)
    .returning('case_id')
    .executeTakeFirst();
  const { case_id } = found(row);
  tx.record(`casework.attachment.${how}`, {
    caseId: case_id,
    detail: { application: document, part, attachment: id },
  });
}
