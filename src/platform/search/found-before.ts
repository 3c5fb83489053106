import { LRUCache } from 'lru-cache';
import type { Tx } from '../database/index.ts';
import type { Found, Search } from './asked-and-found.ts';
import { keptInGeneration } from './generation.ts';

/** What was asked last is kept, up to 24 MiB: some thousands of pages of results. */
const kept = new LRUCache<string, Found>({ maxSize: 24 * 2 ** 20, maxEntrySize: 6 * 2 ** 20 });

/** What was found when the same was asked before, if the index has not changed since. One question to the database at most. */
export const foundBefore = (tx: Tx, asked: Search): Promise<Found | undefined> =>
  keptInGeneration(tx, { index: asked.index, kept, name: JSON.stringify(asked) });

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
