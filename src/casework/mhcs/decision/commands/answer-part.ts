import type { Actor, Tx } from '../../../../platform/database/index.ts';
import { found, Refusal } from '../../../../platform/web/index.ts';
import { type Statement, type StatementReply, writeReply } from '../../../../voice/index.ts';
import { partsOf } from '../parts.ts';
import type { DecisionFile } from '../queries/read-decision-file.ts';
import { refuseUnlessWritable } from '../workable.ts';

type AnswerPart = {
  readonly file: DecisionFile;
  readonly statements: readonly Statement[];
  readonly statementId: number;
  readonly prompt: string;
  readonly kind: StatementReply['kind'];
  readonly text: string;
  /** The version that the page was drawn from; 0 when there was no reply yet. */
  readonly version: number;
  readonly actor: Actor;
};

/**
 * Writes the reply to one part of what the person said, or the reason why it was not considered.
 * @returns the new version; or "conflict" when somebody else wrote this reply since, with nothing written
 * @throws a refusal: 404 for a part that was not said, 409 when replies can no longer be changed
 */
export async function answerPart(tx: Tx, answer: AnswerPart): Promise<number | 'conflict'> {
  const { file, statements, statementId, prompt, kind, text, version } = answer;
  const part = found(
    partsOf(statements).find(one => one.statementId === statementId && one.prompt === prompt),
  );
  refuseUnlessWritable(file);
  const kept = part.reply;
  if (kept?.kind === kind && kept.text === text) return sameAgain(tx, answer, kept.version);
  if ((kept?.version ?? 0) !== version) return 'conflict';
  try {
    await writeReply(tx, {
      ...{ caseId: file.caseId, occasionId: file.occasionId, statementId, prompt, kind, text },
      actor: answer.actor,
      ...(version === 0 ? {} : { version }),
    });
  } catch (error) {
    // Somebody wrote it between our reading and our writing.
    if (error instanceof Refusal && error.status === 409) return 'conflict';
    throw error;
  }
  return version + 1;
}

function sameAgain(tx: Tx, { file, statementId }: AnswerPart, version: number): number {
  tx.record('casework.reply.same', {
    caseId: file.caseId,
    detail: { application: file.id, statement: statementId, version },
  });
  return version;
}
