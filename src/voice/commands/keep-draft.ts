import { sql } from 'kysely';
import type { Actor, Tx } from '../../platform/database/index.ts';
import { clashes, type Draft, type DraftPart, type How } from '../draft.ts';

/** What is to be kept: some parts of the words, or how they are being written, or both. */
export type ToKeep = {
  caseId: number;
  occasionId: number;
  actor: Actor;
  parts?: readonly DraftPart[];
  how?: How;
};

/** Kept, or not because of other words that were kept meanwhile; `kept` is what stands there then. */
export type KeptDraft = { clash: false } | { clash: true; kept: Draft };

/**
 * Keeps words that are being written. Nothing of it is recorded: a draft is its writer's alone, and what becomes
 * of it is recorded when it is sealed.
 */
export async function keepDraft(tx: Tx, what: ToKeep): Promise<KeptDraft> {
  const draft = await lockDraft(tx, what);
  const parts = what.parts ?? [];
  if (parts.some(part => clashes(draft.parts[part.prompt] ?? '', part))) return { clash: true, kept: draft };
  const words = { ...draft.parts, ...Object.fromEntries(parts.map(({ prompt, text }) => [prompt, text])) };
  await tx.db
    .updateTable('voice.draft')
    .set({
      parts: JSON.stringify(words),
      how: JSON.stringify({ ...draft.how, ...what.how }),
      version: sql`version + 1`,
      changed_at: sql`now()`,
    })
    .where('occasion_id', '=', what.occasionId)
    .where('account_id', '=', what.actor.accountId)
    .execute();
  return { clash: false };
}

/** The writer’s draft, begun if there is none, and locked so that two pages cannot write at once. */
async function lockDraft(tx: Tx, { caseId, occasionId, actor }: ToKeep): Promise<Draft> {
  return tx.db
    .insertInto('voice.draft')
    .values({ occasion_id: occasionId, case_id: caseId, account_id: actor.accountId })
    .onConflict(conflict =>
      // It changes nothing, and holds the row; one that is being sealed just now is begun anew.
      conflict.columns(['occasion_id', 'account_id']).doUpdateSet({ version: sql`draft.version` }),
    )
    .returning([sql<Draft['parts']>`parts`.as('parts'), sql<How>`how`.as('how')])
    .executeTakeFirstOrThrow();
}
