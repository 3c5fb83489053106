import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/index.ts';
import { found } from '../../../platform/web/index.ts';
import { type AskingPromptId, clashes } from '../../../voice/index.ts';

/** One answer as a page sends it: the words, and the mark of those with which the page was opened. */
export type Typed = { prompt: AskingPromptId; text: string; base: string };

/**
 * Keeps what was typed; nothing of it is recorded, since it is nobody's else yet. Two may write in it, the person and
 * their helper, so that the row is held meanwhile.
 * @returns nothing; or the words that were kept meanwhile and would have been lost
 * @throws a refusal with 404 when there is no such draft for the actor
 */
export async function keepWords(tx: Tx, id: number, typed: Typed): Promise<string | undefined> {
  const draft = await tx.db
    .selectFrom('casework.own_draft')
    .select(sql<Record<string, string>>`parts`.as('parts'))
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  const kept = found(draft).parts[typed.prompt] ?? '';
  if (clashes(kept, typed)) return kept;
  await tx.db
    .updateTable('casework.own_draft')
    .set({
      parts: sql`parts || ${JSON.stringify({ [typed.prompt]: typed.text })}::jsonb`,
      changed_at: sql`now()`,
    })
    .where('id', '=', id)
    .execute();
  return undefined;
}

/** Keeps what is asked for. */
export async function keepAsked(tx: Tx, id: number, asked: readonly string[]): Promise<void> {
  await tx.db
    .updateTable('casework.own_draft')
    .set({ asked: [...asked], changed_at: sql`now()` })
    .where('id', '=', id)
    .execute();
}
