import type { ComingFile } from './take-file.ts';

/** So many come in at once; whoever sends one more waits. Each is held in memory. */
const atMost = 8;
/** More than any page takes that has a file held for it. */
const mostBytes = 50 * 1024 * 1024 + 1;

let coming = 0;
const waiting: (() => void)[] = [];

/**
 * Takes a whole file into memory, so that nothing else has to wait for a slow line. What is too long for any page is read
 * past: a page that is given one byte more than it takes says so.
 * @returns the file, whose content is here; reading it fails where the line broke
 */
export async function holdFile({ name, content }: ComingFile): Promise<ComingFile> {
  if (coming >= atMost) await new Promise<void>(resolve => waiting.push(resolve));
  else coming += 1;
  try {
    return { name, content: await contentOf(content) };
  } finally {
    const next = waiting.shift();
    if (next) next();
    else coming -= 1;
  }
}

async function contentOf(content: AsyncIterable<Uint8Array>): Promise<AsyncIterable<Uint8Array>> {
  const pieces: Uint8Array[] = [];
  let left = mostBytes;
  try {
    for await (const piece of content) {
      if (left > 0) pieces.push(piece.subarray(0, left));
      left -= Math.min(left, piece.length);
    }
    return inTurn(pieces);
  } catch (error) {
    return broken(error);
  }
}

async function* inTurn(pieces: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* pieces;
}

// biome-ignore lint/correctness/useYield: it has nothing to give
async function* broken(error: unknown): AsyncGenerator<Uint8Array> {
  throw error;
}
