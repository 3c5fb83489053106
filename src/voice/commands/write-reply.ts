import { sql } from 'kysely';
import type { Actor, Tx } from '../../platform/database/index.ts';
import { tooLate } from '../../platform/web/index.ts';
import type { StatementReply } from '../statement.ts';

/** A reply as the decider wrote it. `version` is that of the reply it replaces; without one there was none. */
export type ReplyToWrite = {
  caseId: number;
  occasionId: number;
  statementId: number;
  prompt: string;
  kind: StatementReply['kind'];
  text: string;
  actor: Actor;
  version?: number;
};

/**
 * Writes or rewrites the reply to one part of a statement. It reaches the person when the occasion is closed.
 * @throws Refusal 409 `voice.refusal.replyChanged` when somebody else has written this reply meanwhile; the
 *   database refuses a reply after the decision (OW001) or to words that were not said
 */
export async function writeReply(tx: Tx, reply: ReplyToWrite): Promise<void> {
  const written = reply.version === undefined ? await writeFirst(tx, reply) : await rewrite(tx, reply);
  if (!written) throw tooLate('voice.refusal.replyChanged');
  tx.record('voice.reply.written', {
    caseId: reply.caseId,
    detail: { occasion: reply.occasionId, statement: reply.statementId, version: written.version },
  });
}

async function writeFirst(tx: Tx, reply: ReplyToWrite): Promise<{ version: number } | undefined> {
  return tx.db
    .insertInto('voice.reply')
    .values({
      case_id: reply.caseId,
      occasion_id: reply.occasionId,
      statement_id: reply.statementId,
      prompt: reply.prompt,
      kind: reply.kind,
      text: reply.text,
      written_by: reply.actor.accountId,
    })
    .onConflict(conflict => conflict.columns(['statement_id', 'prompt']).doNothing())
    .returning('version')
    .executeTakeFirst();
}

async function rewrite(tx: Tx, reply: ReplyToWrite): Promise<{ version: number } | undefined> {
  return tx.db
    .updateTable('voice.reply')
    .set({
      kind: reply.kind,
      text: reply.text,
      written_by: reply.actor.accountId,
      written_at: sql`now()`,
      version: sql`version + 1`,
    })
    .where('statement_id', '=', reply.statementId)
    .where('prompt', '=', reply.prompt)
    .where('version', '=', reply.version ?? 0)
    .returning('version')
    .executeTakeFirst();
}
