import { sql } from 'kysely';
import type { LRUCache } from 'lru-cache';
import type { Tx } from '../database/index.ts';

/** An answer, and the generation of the index that gave it. */
export type OfGeneration = { readonly generation: string };

/**
 * What is kept of an index under a name, if the index is still what it was then: every change of it gives it another
 * generation in the same transaction. One question to the database, and none where nothing is kept.
 */
export async function keptInGeneration<Kept extends OfGeneration>(
  tx: Tx,
  { index, kept, name }: { index: string; kept: LRUCache<string, Kept>; name: string },
): Promise<Kept | undefined> {
  const before = kept.get(name);
  if (!before) return undefined;
  const { rows } = await sql<OfGeneration>`
    select generation from search.index where name = ${index}`.execute(tx.db);
  if (rows[0]?.generation === before.generation) return before;
  kept.delete(name);
  return undefined;
}
