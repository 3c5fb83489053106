import { sql } from 'kysely';
import type { Tx } from '../../platform/database/index.ts';
import { largestFile } from './read-file.ts';

const untilStirred = 1024 * 1024;

/**
 * Takes in a file as it comes, and no more of it than can be read; one that is too long is answered with one byte more
 * than the largest, so that reading it says so.
 */
export async function takeFile(tx: Tx, file: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let [size, still] = [0, 0];
  for await (const piece of file) {
    size += piece.length;
    still += piece.length;
    if (size <= largestFile) pieces.push(piece);
    if (still < untilStirred) continue;
    still = 0;
    // A slow line must not be taken for a transaction that was forgotten.
    await sql`select 1`.execute(tx.db);
  }
  return size > largestFile ? new Uint8Array(largestFile + 1) : Buffer.concat(pieces);
}
