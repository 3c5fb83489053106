import type { Tx } from '../../../platform/database/index.ts';
import type { OwnDraft } from '../queries/read-draft.ts';

/** Throws away what was not sent. Nobody else ever saw it, and nothing of it is kept. */
export async function throwAway(tx: Tx, { id, caseId, kind }: OwnDraft): Promise<void> {
  await tx.db.deleteFrom('casework.own_draft').where('id', '=', id).execute();
  tx.record('casework.own.thrown-away', { caseId, detail: { draft: id, kind } });
}
