import type { Actor, Tx } from '../../platform/database/index.ts';
import type { Part } from '../statement.ts';

/** A translation of a statement, with whoever made it. */
export type TranslationToAdd = {
  caseId: number;
  statementId: number;
  language: string;
  parts: readonly Part[];
  translator: string;
  actor: Actor;
};

/** Puts a translation beside a statement; the words that were said stay first and unchanged. */
export async function addTranslation(tx: Tx, translation: TranslationToAdd): Promise<void> {
  const { caseId, statementId, language, translator } = translation;
  await tx.db
    .insertInto('voice.translation')
    .values({
      case_id: caseId,
      statement_id: statementId,
      language,
      translator,
      parts: JSON.stringify(translation.parts),
      entered_by: translation.actor.accountId,
    })
    .execute();
  tx.record('voice.translation.added', { caseId, detail: { statement: statementId } });
}
