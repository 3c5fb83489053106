import { sql } from 'kysely';
import type { Tx } from '../../../../platform/database/index.ts';
import { notAllowed, tooLate } from '../../../../platform/web/index.ts';
import { decisionPaths } from '../paths.ts';
import type { DecisionFile, KeptDecision } from '../queries/read-decision-file.ts';
import { whyNot } from '../readiness.ts';

/**
 * Takes a decision back from authorisation, to write on. Its text and the replies stay as they are.
 * @throws a refusal with 409 when it does not wait for authorisation any more
 */
export async function takeBackDecision(tx: Tx, file: DecisionFile): Promise<void> {
  const decision = waiting(file);
  await back(tx, file, { id: decision.id, to: { state: 'draft' } });
  tx.record('casework.decision.taken-back', {
    caseId: file.caseId,
    detail: { application: file.id, decision: decision.id },
  });
}

/**
 * The second person sends a decision back with a reason. Whoever began it is told, and writes on where they left off.
 * @throws a refusal: 403 for whoever could not have authorised it, 409 when it does not wait for authorisation
 */
export async function sendBack(tx: Tx, file: DecisionFile, reason: string): Promise<void> {
  const decision = waiting(file);
  const why = whyNot({ ...file, decision }, { id: file.me.accountId, level: file.me.level });
  if (why === 'wrote it') throw notAllowed('platform.refusal.authorAuthoriser');
  if (why === 'had a hand') throw notAllowed('again.refusal.hadAHand');
  if (why === 'level') throw notAllowed('platform.refusal.authorityLevel');
  await back(tx, file, { id: decision.id, to: { state: 'sent back', sent_back_reason: reason } });
  await sql`select platform.queue_mail(d.author_id, 'mail.sentBack', ${decisionPaths.decision(file.id)})
    from casework.decision d where d.id = ${decision.id}`.execute(tx.db);
  tx.record('casework.decision.sent-back', {
    caseId: file.caseId,
    detail: { application: file.id, decision: decision.id },
  });
}

function waiting({ decision, state }: DecisionFile): KeptDecision {
  if (decision?.state === 'issued') throw tooLate('platform.refusal.decided');
  if (decision?.state !== 'awaiting authorisation' || state !== 'awaiting authorisation') {
    throw tooLate('platform.refusal.notInThisState');
  }
  return decision;
}

type Back = { id: number; to: { state: 'draft' } | { state: 'sent back'; sent_back_reason: string } };

async function back(tx: Tx, file: DecisionFile, { id, to }: Back): Promise<void> {
  const moved = await tx.db
    .updateTable('casework.decision')
    .set(to)
    .where('id', '=', id)
    .where('state', '=', 'awaiting authorisation')
    .returning('id')
    .executeTakeFirst();
  if (!moved) throw tooLate('platform.refusal.notInThisState');
  // The request to look at a decision again follows that decision by itself.
  if (file.again) return;
  await tx.db
    .updateTable('casework.document')
    .set({ state: 'submitted' })
    .where('id', '=', file.id)
    .where('state', '=', 'awaiting authorisation')
    .execute();
}
