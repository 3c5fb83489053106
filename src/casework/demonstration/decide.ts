import type { Tx } from '../../platform/database/index.ts';
import { readStatements, type Statement, type StatementReply } from '../../voice/index.ts';
import { answerPart } from '../mhcs/decision/commands/answer-part.ts';
import { issueDecision } from '../mhcs/decision/commands/issue-decision.ts';
import { saveDraft } from '../mhcs/decision/commands/save-draft.ts';
import { sendToAuthorise } from '../mhcs/decision/commands/send-to-authorise.ts';
import type { Draft } from '../mhcs/decision/draft.ts';
import { partsOf } from '../mhcs/decision/parts.ts';
import { type DecisionFile, readDecisionFile } from '../mhcs/decision/queries/read-decision-file.ts';
import { printOfWhatIsRead } from '../mhcs/decision/readiness.ts';
import { playing, type Stage } from './stage.ts';

/** What a story says of a decision; everything left out is ordinary. */
export type Deciding = Partial<Omit<Draft, 'kind'>> & {
  kind?: NonNullable<Draft['kind']>;
  /** Replies by prompt; any other part is answered with a sentence of its own. */
  replies?: Record<string, { kind: StatementReply['kind']; text: string }>;
  /** Username of the caseworker who writes. */
  by?: string;
  /** Username of the second person. */
  authorisedBy?: string;
};

type Decided = { id: number };

const ordinary = {
  kind: 'grant',
  granted: [],
  conditions: ['Back on the ward by the agreed time.', 'No alcohol.'],
  reasons: 'The work on early signs was done, and escorted leave went well for nine months.',
  answer:
    'We said yes. You have done the work and kept to every plan. Your doctor will tell you when leave starts.',
  answerConditions: ['Be back by the agreed time.', 'Do not drink alcohol.'],
  onLiberty: [],
  testMet: null,
  testWhy: '',
  reportBy: null,
} satisfies Draft;

const ordinaryReplies: Record<string, string> = {
  progress: 'Thank you for telling us. We read about your work on the ward, and it counted.',
  risk: 'We agree that you know your early signs. Your team says so too.',
  consider: 'We thought about this. We know that the wait is hard, and we answered as soon as we could.',
};

/** A decision written by a caseworker, with a reply to every part that has none yet. */
export async function draftDecision(
  stage: Stage,
  application: Decided,
  deciding: Deciding = {},
): Promise<void> {
  const { replies = {}, by = 'robin.quill', authorisedBy: _, ...wanted } = deciding;
  await playing(await stage.as(by), async (tx, actor) => {
    const { file, statements } = await readAll(tx, stage, application);
    const draft: Draft = { ...ordinary, ...wanted };
    const saved = await saveDraft(tx, { file, draft, version: file.decision?.version ?? 0, actor });
    if (saved === 'conflict') throw new Error('Somebody else has written this decision.');
    if (draft.kind === 'return') return;
    for (const part of partsOf(statements)) {
      if (part.reply && !replies[part.prompt]) continue;
      const reply = replies[part.prompt] ?? {
        kind: 'answered' as const,
        text: ordinaryReplies[part.prompt] ?? 'We read this.',
      };
      const { statementId, prompt } = part;
      await answerPart(tx, {
        file,
        statements,
        actor,
        statementId,
        prompt,
        ...reply,
        version: part.reply?.version ?? 0,
      });
    }
  });
}

/** A decision that waits for the second person. */
export async function sendDecision(
  stage: Stage,
  application: Decided,
  deciding: Deciding = {},
): Promise<void> {
  await draftDecision(stage, application, deciding);
  const sent = await playing(await stage.as(deciding.by ?? 'robin.quill'), async tx => {
    const { file, statements } = await readAll(tx, stage, application);
    return sendToAuthorise(tx, {
      file,
      statements,
      version: file.decision?.version ?? 0,
      today: stage.today,
    });
  });
  if (!sent.ok) throw new Error(`The decision lacks ${sent.lacks.map(({ what }) => what).join(', ')}.`);
}

/** A decision that was issued by a second person, with the answer to the person. */
export async function decide(stage: Stage, application: Decided, deciding: Deciding = {}): Promise<void> {
  await sendDecision(stage, application, deciding);
  const second = await stage.as(deciding.authorisedBy ?? 'drew.sealing');
  const issued = await playing(second, tx => issueAsRead(tx, stage, application));
  if (!issued.ok) throw new Error('The decision changed while it was being issued.');
}

/** Issues what the reader of this transaction finds, as if they had just opened the page. */
export async function issueAsRead(tx: Tx, stage: Pick<Stage, 'today' | 'now'>, application: Decided) {
  const { seen } = await readAll(tx, stage, application);
  return issueDecision(tx, { documentId: application.id, seen, today: stage.today, now: stage.now });
}

/** The decision file, the statements, and the print of both that a page would carry. */
export async function readAll(
  tx: Tx,
  stage: Pick<Stage, 'today'>,
  application: Decided,
): Promise<{ file: DecisionFile; statements: Statement[]; seen: string }> {
  const file = await readDecisionFile(tx, application.id, stage.today);
  const statements = await readStatements(tx, file.occasionId);
  return { file, statements, seen: printOfWhatIsRead(file, statements) };
}
