import { answerPart } from '../src/casework/mhcs/decision/commands/answer-part.ts';
import { issueDecision } from '../src/casework/mhcs/decision/commands/issue-decision.ts';
import { saveDraft } from '../src/casework/mhcs/decision/commands/save-draft.ts';
import { sendToAuthorise } from '../src/casework/mhcs/decision/commands/send-to-authorise.ts';
import type { Draft } from '../src/casework/mhcs/decision/draft.ts';
import { partsOf } from '../src/casework/mhcs/decision/parts.ts';
import {
  type DecisionFile,
  readDecisionFile,
} from '../src/casework/mhcs/decision/queries/read-decision-file.ts';
import { printOfWhatIsRead } from '../src/casework/mhcs/decision/readiness.ts';
import type { Tx } from '../src/platform/database/index.ts';
import { todayIn } from '../src/platform/time/index.ts';
import { readStatements, type Statement, type StatementReply } from '../src/voice/index.ts';
import type { TestSite, Visitor } from './browser-without-browser.ts';
import { actorOf } from './leave-applications.ts';

/** What a test wants of a decision; everything left out is ordinary. */
export type Deciding = Partial<Omit<Draft, 'kind'>> & {
  kind?: NonNullable<Draft['kind']>;
  /** Replies by prompt; any other part is answered with a sentence of its own. */
  replies?: Record<string, { kind: StatementReply['kind']; text: string }>;
  /** Username of the caseworker who writes. */
  by?: string;
  /** Username of the second person. */
  authorisedBy?: string;
};

type Site = Pick<TestSite, 'as' | 'clock'>;
type OfApplication = { id: number };

const ordinary = {
  kind: 'grant',
  granted: [],
  conditions: ['Two members of staff go with the patient at all times.'],
  reasons: 'The work on early signs was done, and escorted leave went well.',
  answer: 'We said yes because you have done the work and kept to every plan.',
  answerConditions: ['Two members of staff go with you.'],
} satisfies Draft;

/** A decision written by a caseworker, with a reply to every part that has none yet. */
export async function drafted(
  site: Site,
  application: OfApplication,
  deciding: Deciding = {},
): Promise<void> {
  const { replies = {}, by = 'robin.quill', authorisedBy: _, ...wanted } = deciding;
  const caseworker = await site.as(by);
  await caseworker.transaction(async tx => {
    const actor = await actorOf(tx);
    const { file, statements } = await readAll(tx, site, application);
    const draft: Draft = { ...ordinary, ...wanted };
    const version = file.decision?.version ?? 0;
    const saved = await saveDraft(tx, { file, draft, version, actor });
    if (saved === 'conflict') throw new Error('Somebody else has written this decision.');
    if (draft.kind === 'return') return;
    for (const part of partsOf(statements)) {
      if (part.reply && !replies[part.prompt]) continue;
      const reply = replies[part.prompt] ?? {
        kind: 'answered' as const,
        text: `We read this and took it into account: ${part.prompt}.`,
      };
      await answerPart(tx, {
        ...{ file, statements, actor, statementId: part.statementId, prompt: part.prompt },
        ...{ ...reply, version: part.reply?.version ?? 0 },
      });
    }
  });
}

/** A decision that waits for the second person. */
export async function awaitingAuthorisation(
  site: Site,
  application: OfApplication,
  deciding: Deciding = {},
): Promise<void> {
  await drafted(site, application, deciding);
  const caseworker = await site.as(deciding.by ?? 'robin.quill');
  const sent = await caseworker.transaction(async tx => {
    const { file, statements, today } = await readAll(tx, site, application);
    return sendToAuthorise(tx, { file, statements, version: file.decision?.version ?? 0, today });
  });
  if (!sent.ok) throw new Error(`The decision lacks ${sent.lacks.map(({ what }) => what).join(', ')}.`);
}

/** A decision that was issued: `await decided(site, application, { kind: 'refuse', authorisedBy: 'lee.warrant' })`. */
export async function decided(
  site: Site,
  application: OfApplication,
  deciding: Deciding = {},
): Promise<void> {
  await awaitingAuthorisation(site, application, deciding);
  const second = await site.as(deciding.authorisedBy ?? 'drew.sealing');
  const issued = await second.transaction(async tx => issueAsRead(tx, site, application));
  if (!issued.ok) throw new Error('The decision changed while it was being issued.');
}

/** Issues what the reader of this transaction finds, as if they had just opened the page. */
export async function issueAsRead(tx: Tx, site: Pick<TestSite, 'clock'>, application: OfApplication) {
  const { seen, today } = await readAll(tx, site, application);
  return issueDecision(tx, { applicationId: application.id, seen, today, now: site.clock.now() });
}

/** The same site, in which everybody signs in once: many applications need the same few people, and signing in is slowed. */
export function remembering(site: TestSite): TestSite {
  const known = new Map<string, Promise<Visitor>>();
  const signIn = site.as;
  const as = (username: string) => {
    const visitor = known.get(username) ?? signIn(username);
    known.set(username, visitor);
    return visitor;
  };
  return { ...site, as };
}

/** The decision file, the statements, and the print of both that a page would carry. */
export async function readAll(
  tx: Tx,
  site: Pick<TestSite, 'clock'>,
  application: OfApplication,
): Promise<{ file: DecisionFile; statements: Statement[]; seen: string; today: Temporal.PlainDate }> {
  const today = todayIn(site.clock);
  const file = await readDecisionFile(tx, application.id, today);
  const statements = await readStatements(tx, file.occasionId);
  return { file, statements, today, seen: printOfWhatIsRead(file, statements) };
}
