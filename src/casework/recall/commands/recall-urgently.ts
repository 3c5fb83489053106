import type { Tx } from '../../../platform/database/index.ts';
import { readStatements } from '../../../voice/index.ts';
import { issueDecision } from '../../mhcs/decision/commands/issue-decision.ts';
import { saveDraft } from '../../mhcs/decision/commands/save-draft.ts';
import { sendToAuthorise } from '../../mhcs/decision/commands/send-to-authorise.ts';
import { emptyDraft } from '../../mhcs/decision/draft.ts';
import { type DecisionFile, readDecisionFile } from '../../mhcs/decision/queries/read-decision-file.ts';
import { printOfWhatIsRead } from '../../mhcs/decision/readiness.ts';
import { type BeginRecall, beginRecall } from './begin-recall.ts';

type Urgent = Omit<BeginRecall, 'kind'> & {
  /** What happened, which is the reason; and what the person is told at once. */
  readonly reasons: string;
  readonly tell: string;
};

/**
 * Somebody on duty alone at night recalls: begun, decided and issued in one act, with the warrant at once. What is
 * missing is left as duties, among them that a second person reads it. The database lets one person do this for an
 * urgent recall and for nothing else that is granted.
 * @returns the document
 * @throws a refusal as beginRecall does, and with 403 when the officer's level is too low
 */
export async function recallUrgently(tx: Tx, urgent: Urgent): Promise<number> {
  const id = await beginRecall(tx, { ...urgent, kind: 'urgent recall' });
  const file = await readDecisionFile(tx, id, urgent.today);
  await saveDraft(tx, {
    ...{ file, version: 0, actor: urgent.actor },
    draft: { ...emptyDraft, kind: 'grant', reasons: urgent.reasons, answer: urgent.tell },
  });
  await send(tx, await readDecisionFile(tx, id, urgent.today), urgent);
  const read = await readDecisionFile(tx, id, urgent.today);
  const seen = printOfWhatIsRead(read, await readStatements(tx, read.occasionId));
  await issueDecision(tx, { documentId: id, seen, today: urgent.today, now: urgent.now });
  return id;
}

async function send(tx: Tx, file: DecisionFile, { today }: Urgent): Promise<void> {
  const version = file.decision?.version ?? 0;
  await sendToAuthorise(tx, { file, statements: [], version, today });
}
