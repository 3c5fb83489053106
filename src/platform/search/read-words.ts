/** The parts of a document in which a word can stand, each a bit. */
export const partBits = { title: 1, keyword: 2, author: 4, text: 8 } as const;
export type Part = keyof typeof partBits;

/** A word of a document: how often it stands there, a title counting three times and a keyword twice, and where. */
export type WordOf = { readonly lexeme: string; readonly frequency: number; readonly parts: number };
type Take = (...word: [lexeme: string, frequency: number, parts: number]) => void;

const codeOf = (sign: string) => sign.charCodeAt(0);
const quote = codeOf("'");
const backslash = codeOf('\\');
const comma = codeOf(',');
const colon = codeOf(':');
const digits = { first: codeOf('0'), last: codeOf('9') };

type Place = { readonly weight: number; readonly part: number };

/** What a letter of PostgreSQL says of a place in a document: how much it counts, and which part it is in. */
const letters: readonly (Place | undefined)[] = Object.assign(
  new Array<Place | undefined>(128).fill(undefined),
  {
    [codeOf('A')]: { weight: 3, part: partBits.title },
    [codeOf('B')]: { weight: 2, part: partBits.keyword },
    [codeOf('C')]: { weight: 2, part: partBits.author },
  },
);
const inText: Place = { weight: 1, part: partBits.text };

/** Reads what PostgreSQL prints of a tsvector, as a list. */
export function readWords(words: string): WordOf[] {
  const found: WordOf[] = [];
  eachWord(words, (lexeme, frequency, parts) => found.push({ lexeme, frequency, parts }));
  return found;
}

/**
 * Reads what PostgreSQL prints of a tsvector. Sign by sign: all words of a library pass here, and a pattern took five
 * times as long.
 * @param words 'lexeme':1A,4 'other':2 …
 * @param take gets each word, how often it stands there and in which parts
 */
export function eachWord(words: string, take: Take): void {
  for (let at = words.indexOf("'"); at >= 0; at = words.indexOf("'", at)) {
    const end = endOfLexeme(words, at + 1);
    const quoted = words.slice(at + 1, end.at);
    const lexeme = end.isPlain ? quoted : quoted.replaceAll("''", "'").replaceAll('\\\\', '\\');
    at = takePlaces(words, { at: end.at + 1, lexeme }, take);
  }
}

/** The quote that ends a lexeme, and whether none and no backslash stands in it. */
function endOfLexeme(words: string, from: number): { at: number; isPlain: boolean } {
  let isPlain = true;
  let at = from;
  for (; at < words.length; at += 1) {
    const code = words.charCodeAt(at);
    if (code === quote && words.charCodeAt(at + 1) !== quote) break;
    if (code !== quote && code !== backslash) continue;
    isPlain = false;
    // The second of two is not looked at.
    at += 1;
  }
  return { at, isPlain };
}

/** Reads the places of a lexeme, and answers where they end. */
function takePlaces(words: string, { at, lexeme }: { at: number; lexeme: string }, take: Take): number {
  let frequency = 0;
  let parts = 0;
  let place = inText;
  let end = words.charCodeAt(at) === colon ? at + 1 : at;
  for (; ; end += 1) {
    const code = words.charCodeAt(end);
    if (code >= digits.first && code <= digits.last) continue;
    const letter = letters[code];
    if (letter) {
      place = letter;
      continue;
    }
    frequency += place.weight;
    parts |= place.part;
    if (code !== comma) break;
    place = inText;
  }
  take(lexeme, frequency, parts);
  return end;
}
