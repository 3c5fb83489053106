import { createHash } from 'node:crypto';
import type { Tx } from '../../platform/database/index.ts';

/** The largest file that is taken in: a million references with their summaries are about as much. */
export const largestFile = 1024 * 1024 * 1024;
const pieceSize = 1024 * 1024;

/** Cuts what comes in into pieces of one size, the last being what is left. */
export async function* piecesOf(content: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let held: Uint8Array[] = [];
  let size = 0;
  for await (const came of content) {
    held.push(came);
    size += came.length;
    if (size < pieceSize) continue;
    const all = Buffer.concat(held);
    let from = 0;
    for (; all.length - from >= pieceSize; from += pieceSize) yield all.subarray(from, from + pieceSize);
    held = [all.subarray(from)];
    size = all.length - from;
  }
  if (size > 0) yield Buffer.concat(held);
}

/**
 * Keeps the pieces of a file as they come; no more than one is ever held.
 * @returns how large it is; 'too big' as soon as it is more than is taken in
 */
export async function keepPieces(
  tx: Pick<Tx, 'db'>,
  id: number,
  pieces: AsyncIterable<Buffer>,
): Promise<number | 'too big'> {
  const hash = createHash('sha256');
  let [size, place] = [0, 0];
  for await (const content of pieces) {
    size += content.length;
    if (size > largestFile) return 'too big';
    hash.update(content);
    await tx.db
      .insertInto('evidence.import_piece')
      .values({ import_id: id, place: place++, content })
      .execute();
  }
  await tx.db
    .updateTable('evidence.import')
    .set({ size, sha256: hash.digest() })
    .where('id', '=', id)
    .execute();
  return size;
}
