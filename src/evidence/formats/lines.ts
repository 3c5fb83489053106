import { pressed } from './clean-text.ts';
import { decode } from './decode.ts';
import { longestLine } from './problem.ts';

/** A line of a file without its end. `isCut` where it was too long and its rest was left out. */
export type Line = {
  readonly number: number;
  readonly text: string;
  readonly isCut: boolean;
  readonly guessed: string | undefined;
};

/**
 * The lines of a file, in batches as they come: a promise for each line would cost more than reading it.
 * A line ends with CR, LF or both.
 */
export async function* linesOf(source: AsyncIterable<Uint8Array>): AsyncGenerator<readonly Line[]> {
  let number = 1;
  let begun = '';
  let isCut = false;
  let endedWithReturn = false;
  let guessed: string | undefined;
  const finish = (): Line => {
    const line = { number, text: pressed(begun), isCut, guessed };
    number += 1;
    begun = '';
    isCut = false;
    guessed = undefined;
    return line;
  };
  for await (const piece of decode(source)) {
    // The two halves of one line end may come in two pieces.
    const text: string = endedWithReturn && piece.text.startsWith('\n') ? piece.text.slice(1) : piece.text;
    endedWithReturn = text === '' ? endedWithReturn && piece.text === '' : text.endsWith('\r');
    const parts = text.split(/\r\n|\n|\r/);
    const lines: Line[] = [];
    for (const [at, part] of parts.entries()) {
      if (at > 0) lines.push(finish());
      if (part !== '') guessed ??= piece.guessed;
      if (begun.length + part.length > longestLine) isCut = true;
      begun = begun.length === 0 && part.length <= longestLine ? part : (begun + part).slice(0, longestLine);
    }
    if (lines.length > 0) yield lines;
  }
  if (begun !== '') yield [finish()];
}
