import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/index.ts';

/** What the library calls keywords now that are names of a term, where it calls them otherwise. One query. */
export async function readCalledNow(
  tx: Tx,
  keywords: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ keyword: string; label: string }>`
    select k.keyword, t.label from unnest(${[...keywords]}::text[]) k (keyword)
    join evidence.term_name n on n.folded = search.title_of(k.keyword) join evidence.term t on t.id = n.term
    where t.label <> k.keyword`.execute(tx.db);
  return new Map(rows.map(({ keyword, label }) => [keyword, label]));
}
