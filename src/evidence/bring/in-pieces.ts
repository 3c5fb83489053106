import { sql } from 'kysely';
import type { Tx } from '../../platform/database/index.ts';

/**
 * Does something with many at once, all or nothing. Where the database cannot store one of them, the others are done all
 * the same: the heap is halved until that one is alone.
 * @param work does it with some of them
 * @returns those that could not be stored
 * @throws whatever is no fault of what is stored
 */
export async function inPieces<T>(
  tx: Tx,
  items: readonly T[],
  work: (some: readonly T[]) => Promise<void>,
): Promise<T[]> {
  if (items.length === 0) return [];
  await sql`savepoint pieces`.execute(tx.db);
  try {
    await work(items);
    await sql`release savepoint pieces`.execute(tx.db);
    return [];
  } catch (error) {
    if (!isOfTheContent(error)) throw error;
    await sql`rollback to savepoint pieces`.execute(tx.db);
  }
  if (items.length === 1) return [...items];
  const half = Math.ceil(items.length / 2);
  return [
    ...(await inPieces(tx, items.slice(0, half), work)),
    ...(await inPieces(tx, items.slice(half), work)),
  ];
}

/** Something that cannot be stored: no such text, no such number, against a rule of the table, longer than an index takes. */
const isOfTheContent = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && /^(22|23|54)[0-9A-Z]{3}$/.test(String(error.code));
