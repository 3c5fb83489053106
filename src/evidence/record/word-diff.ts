/** A piece of two texts: in both, only in the first (`gone`), or only in the second (`new`). */
export type DiffPiece = { readonly text: string; readonly is: 'both' | 'gone' | 'new' };

/** Two texts of more words than this are shown whole: nobody reads such a difference, and it would take long. */
const mostWords = 2000;

/**
 * What differs between two texts, by words.
 * @returns pieces in order; those that are not `new` make the first text, those that are not `gone` the second
 */
export function diffWords(one: string, other: string): DiffPiece[] {
  const [before, after] = [wordsOf(one), wordsOf(other)];
  const start = before.findIndex((word, at) => word !== after[at]);
  const first = start === -1 ? Math.min(before.length, after.length) : Math.min(start, after.length);
  let last = 0;
  while (last < Math.min(before.length, after.length) - first && before.at(-1 - last) === after.at(-1 - last))
    last += 1;
  return joined([
    ...before.slice(0, first).map(text => ({ text, is: 'both' }) as const),
    ...between(before.slice(first, before.length - last), after.slice(first, after.length - last)),
    ...before.slice(before.length - last).map(text => ({ text, is: 'both' }) as const),
  ]);
}

const wordsOf = (text: string) => text.match(/\s+|[\p{L}\p{M}\p{N}]+|[^\s\p{L}\p{M}\p{N}]/gu) ?? [];

/** The longest run of words, not always side by side, that both have: everything else is gone or new. */
function between(before: readonly string[], after: readonly string[]): DiffPiece[] {
  if (before.length * after.length > mostWords * mostWords) return whole(before, after);
  const width = after.length + 1;
  const long = new Uint16Array((before.length + 1) * width);
  for (let i = before.length - 1; i >= 0; i -= 1)
    for (let j = after.length - 1; j >= 0; j -= 1)
      long[i * width + j] =
        before[i] === after[j]
          ? (long[(i + 1) * width + j + 1] ?? 0) + 1
          : Math.max(long[(i + 1) * width + j] ?? 0, long[i * width + j + 1] ?? 0);
  const pieces: DiffPiece[] = [];
  let [i, j] = [0, 0];
  while (i < before.length && j < after.length) {
    if (before[i] === after[j]) {
      pieces.push({ text: before[i] ?? '', is: 'both' });
      i += 1;
      j += 1;
    } else if ((long[(i + 1) * width + j] ?? 0) >= (long[i * width + j + 1] ?? 0))
      pieces.push({ text: before[i++] ?? '', is: 'gone' });
    else pieces.push({ text: after[j++] ?? '', is: 'new' });
  }
  return [...pieces, ...whole(before.slice(i), after.slice(j))];
}

const whole = (before: readonly string[], after: readonly string[]): DiffPiece[] => [
  ...before.map(text => ({ text, is: 'gone' }) as const),
  ...after.map(text => ({ text, is: 'new' }) as const),
];

function joined(pieces: readonly DiffPiece[]): DiffPiece[] {
  const all: { text: string; is: DiffPiece['is'] }[] = [];
  for (const piece of pieces) {
    const last = all.at(-1);
    if (last?.is === piece.is) last.text += piece.text;
    else all.push({ ...piece });
  }
  return all;
}
