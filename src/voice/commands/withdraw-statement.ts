import type { Actor, Tx } from '../../platform/database/index.ts';

/**
 * The person takes a statement back. It stays theirs to read; others learn that and when, and read no word of it.
 * The database refuses once it was sent (OW002).
 */
export async function withdrawStatement(
  tx: Tx,
  what: { caseId: number; statementId: number; actor: Actor },
): Promise<void> {
  await tx.db
    .insertInto('voice.withdrawal')
    .values({
      statement_id: what.statementId,
      case_id: what.caseId,
      withdrawn_by: what.actor.accountId,
    })
    // In two tabs at the same moment: it is taken back once.
    .onConflict(conflict => conflict.column('statement_id').doNothing())
    .execute();
  tx.record('voice.statement.withdrawn', {
    caseId: what.caseId,
    detail: { statement: what.statementId },
  });
}
