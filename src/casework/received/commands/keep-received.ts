import type { Actor, Tx } from '../../../platform/database/index.ts';
import type { ReceivedFile } from '../../../platform/files/index.ts';
import { found } from '../../../platform/web/index.ts';
import type { ReceivedKind } from '../kinds.ts';

export type Keeping = {
  caseId: number;
  /** The document that it belongs to; the hospital always says one. */
  document: number | null;
  kind: ReceivedKind;
  title: string;
  fromWhom: string;
  receivedOn: string;
  isOpen: boolean;
  file: ReceivedFile;
  actor: Actor;
};

/**
 * Keeps what came on paper or by e-mail, as a part of the case.
 * @throws the database's 42501 for whoever may not
 */
export async function keepReceived(tx: Tx, keeping: Keeping): Promise<number> {
  const { caseId, document, kind, title, fromWhom, receivedOn, isOpen, file, actor } = keeping;
  const { id } = await tx.db
    .insertInto('casework.received')
    .values({
      ...{ case_id: caseId, document_id: document, kind, title, from_whom: fromWhom },
      ...{ received_on: receivedOn, is_open: isOpen, by_section: actor.door === 'national' },
      ...{ media_type: file.kind, scan: file.scan, content: file.bytes, recorded_by: actor.accountId },
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const detail = { received: id, application: document, open: isOpen, size: file.bytes.length };
  tx.record('casework.received.kept', { caseId, detail });
  return id;
}

/**
 * Strikes out what was kept in the wrong place, with the reason.
 * @throws a refusal with 404; the database's OW222 when it was struck out already
 */
export async function strikeOut(
  tx: Tx,
  { id, within, because }: { id: number; within: { caseId: number } | { document: number }; because: string },
): Promise<void> {
  const row = await tx.db
    .updateTable('casework.received')
    .set({ struck_out_because: because })
    .where('id', '=', id)
    .where(eb =>
      'caseId' in within ? eb('case_id', '=', within.caseId) : eb('document_id', '=', within.document),
    )
    .returning('case_id')
    .executeTakeFirst();
  tx.record('casework.received.struck-out', { caseId: found(row).case_id, detail: { received: id } });
}
