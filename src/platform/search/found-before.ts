import { sql } from 'kysely';
import { LRUCache } from 'lru-cache';
import type { Tx } from '../database/index.ts';
import type { Found, Search } from './asked-and-found.ts';

/** What was asked last is kept, up to 24 MiB: some thousands of pages of results. */
const kept = new LRUCache<string, Found>({ maxSize: 24 * 2 ** 20, maxEntrySize: 6 * 2 ** 20 });

/**
 * What was found when the same was asked before, if the index is still what it was then: every change of it gives it
 * another generation in the same transaction. One question to the database, and none where it was not asked.
 */
export async function foundBefore(tx: Tx, asked: Search): Promise<Found | undefined> {
  const name = JSON.stringify(asked);
  const before = kept.get(name);
  if (!before) return undefined;
  const { rows } = await sql<{ generation: string }>`
    select generation from search.index where name = ${asked.index}`.execute(tx.db);
  if (rows[0]?.generation === before.generation) return before;
  kept.delete(name);
  return undefined;
}

/** Keeps what was found in a generation of its index. */
export function keepFound(asked: Search, found: Found): void {
  const name = JSON.stringify(asked);
  const values = Object.values(found.counts).reduce((sum, counts) => sum + counts.length, 0);
  const size = 1000 + 2 * name.length + 300 * found.hits.length + 60 * (values + cellsIn(found));
  kept.set(name, found, { size });
}

function cellsIn({ tabulated }: Found): number {
  const lines = tabulated?.crossed.flatMap(table => [...table.values()]) ?? [];
  const counts = Object.values(tabulated?.counts ?? {});
  return [...lines.map(({ size }) => size), ...counts.map(({ length }) => length)].reduce(
    (sum, n) => sum + n,
    0,
  );
}
