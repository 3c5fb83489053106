import type { Actor, Tx } from '../../platform/database/index.ts';

/** Writes a comment beside a statement, never in it. */
export async function writeComment(
  tx: Tx,
  comment: { caseId: number; statementId: number; text: string; actor: Actor },
): Promise<void> {
  await tx.db
    .insertInto('voice.comment')
    .values({
      case_id: comment.caseId,
      statement_id: comment.statementId,
      text: comment.text,
      written_by: comment.actor.accountId,
    })
    .execute();
  tx.record('voice.comment.written', {
    caseId: comment.caseId,
    detail: { statement: comment.statementId },
  });
}
