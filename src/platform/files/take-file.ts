/** A file that came with a form: its name is whatever the browser said. */
export type ComingFile = { readonly name: string; readonly content: AsyncIterable<Uint8Array> };

/**
 * Takes in a file, and holds no more of it than is allowed.
 * @returns the bytes; 'too big', once one byte more has come; 'cut' when the line broke before the end
 */
export async function takeFile(file: ComingFile, largest: number): Promise<Buffer | 'too big' | 'cut'> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const piece of file.content) {
      size += piece.length;
      if (size <= largest) pieces.push(piece);
    }
  } catch {
    return 'cut';
  }
  return size > largest ? 'too big' : Buffer.concat(pieces);
}
