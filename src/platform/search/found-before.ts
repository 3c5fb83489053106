import { sql } from 'kysely';
import type { Tx } from '../database/index.ts';
import type { Found, Search } from './asked-and-found.ts';

type Before = { readonly found: Found; readonly bytes: number };

/** What was asked last is kept, up to 24 MiB: some thousands of pages of results. */
const mostBytes = 24 * 2 ** 20;
const kept = new Map<string, Before>();
let keptBytes = 0;

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
  forget(name);
  if (rows[0]?.generation !== before.found.generation) return undefined;
  keep(name, before);
  return before.found;
}

/** Keeps what was found in a generation of its index. */
export function keepFound(asked: Search, found: Found): void {
  const name = JSON.stringify(asked);
  const values = Object.values(found.counts).reduce((sum, counts) => sum + counts.length, 0);
  const bytes = 1000 + 2 * name.length + 300 * found.hits.length + 60 * (values + cellsIn(found));
  forget(name);
  if (bytes < mostBytes / 4) keep(name, { found, bytes });
}

function cellsIn({ tabulated }: Found): number {
  const lines = tabulated?.crossed.flatMap(table => [...table.values()]) ?? [];
  const counts = Object.values(tabulated?.counts ?? {});
  return [...lines.map(({ size }) => size), ...counts.map(({ length }) => length)].reduce(
    (sum, n) => sum + n,
    0,
  );
}

function keep(name: string, before: Before): void {
  kept.set(name, before);
  keptBytes += before.bytes;
  for (const oldest of kept.keys()) {
    if (keptBytes <= mostBytes) return;
    forget(oldest);
  }
}

function forget(name: string): void {
  keptBytes -= kept.get(name)?.bytes ?? 0;
  kept.delete(name);
}
