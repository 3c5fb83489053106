import { sql } from 'kysely';
import type { Actor, Tx } from '../../../platform/database/index.ts';
import { tooLate } from '../../../platform/web/index.ts';
import { closeOccasion, type Statement, writeReply } from '../../../voice/index.ts';
import { partsOf } from '../../mhcs/decision/parts.ts';
import type { AfterRecall, KeptDuty } from '../queries/read-duties.ts';

type Meet = {
  readonly recall: AfterRecall;
  readonly duty: KeptDuty;
  readonly text: string;
  readonly actor: Actor;
};

/**
 * Records that something a recall left to be done was done, in the words of whoever did it.
 * @throws a refusal with 409 when it was done already or is not theirs to do; the database refuses a review by whoever
 *   issued the recall (OW006) or by a level too low (OW007)
 */
export async function meetDuty(tx: Tx, { recall, duty, text, actor }: Meet): Promise<void> {
  const met = await tx.db
    .updateTable('casework.recall_duty')
    .set({ met_at: sql`now()`, met_by: actor.accountId, text })
    .where('id', '=', duty.id)
    .where('met_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  if (!met) throw tooLate('recall.refusal.met');
  tx.record('casework.recall.duty-met', {
    caseId: recall.caseId,
    detail: { application: recall.id, duty: duty.id, what: duty.duty },
  });
}

type Answering = Omit<Meet, 'text'> & {
  readonly statements: readonly Statement[];
  /** The reply to each part, by the name of its field. */
  readonly replies: Readonly<Record<string, string>>;
  readonly now: Temporal.Instant;
};

/** Answers every part of what the person has said since the recall; the replies reach them at once. */
export async function answerWords(tx: Tx, answering: Answering): Promise<void> {
  const { recall, actor, statements, replies, now } = answering;
  const { caseId, occasionId } = recall;
  for (const { statementId, prompt, field, reply } of partsOf(statements)) {
    if (reply) continue;
    const text = replies[field] ?? '';
    await writeReply(tx, { caseId, occasionId, statementId, prompt, kind: 'answered', text, actor });
  }
  await closeOccasion(tx, { occasionId, caseId, now });
  await meetDuty(tx, { ...answering, text: '' });
}
