import { sql } from 'kysely';
import type { Tx } from '../database/index.ts';

/** A file as it comes in with a form: nobody has read it yet, and its name is whatever the browser said. */
export type ComingFile = { readonly name: string; readonly content: AsyncIterable<Uint8Array> };

const untilStirred = 1024 * 1024;

/**
 * Takes in a file as it comes, and holds no more of it than is allowed.
 * @returns the bytes; 'too big', once one byte more has come; 'cut' when the line broke before the end
 */
export async function takeFile(
  tx: Pick<Tx, 'db'>,
  file: ComingFile,
  largest: number,
): Promise<Buffer | 'too big' | 'cut'> {
  const pieces: Uint8Array[] = [];
  let [size, still] = [0, 0];
  try {
    for await (const piece of file.content) {
      size += piece.length;
      still += piece.length;
      if (size <= largest) pieces.push(piece);
      if (still < untilStirred) continue;
      still = 0;
      // A slow line must not be taken for a transaction that was forgotten.
      await sql`select 1`.execute(tx.db);
    }
  } catch (error) {
    if (isOfTheLine(error)) return 'cut';
    throw error;
  }
  return size > largest ? 'too big' : Buffer.concat(pieces);
}

/** A fault of the request; one of the database has an SQLSTATE, and is not ours to explain. */
function isOfTheLine(error: unknown): boolean {
  return !(error instanceof Error && 'code' in error && /^[0-9A-Z]{5}$/.test(String(error.code)));
}
