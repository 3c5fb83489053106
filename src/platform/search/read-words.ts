/** The parts of a document in which a word can stand, each a bit. */
export const partBits = { title: 1, keyword: 2, author: 4, text: 8 } as const;
export type Part = keyof typeof partBits;

/** What a letter of PostgreSQL says of a place in a document: how much it counts, and which part it is in. */
const letters: Readonly<Record<string, { weight: number; part: number }>> = {
  A: { weight: 3, part: partBits.title },
  B: { weight: 2, part: partBits.keyword },
  C: { weight: 2, part: partBits.author },
};
const text = { weight: 1, part: partBits.text };

/** A word of a document: how often it stands there, a title counting three times and a keyword twice, and where. */
export type WordOf = { readonly lexeme: string; readonly frequency: number; readonly parts: number };

const entry = /'((?:[^'\\]|''|\\\\)*)'(?::([\d,ABCD]*))? ?/gy;

/**
 * Reads what PostgreSQL prints of a tsvector.
 * @param words 'lexeme':1A,4 'other':2 …
 */
export function* readWords(words: string): Generator<WordOf> {
  entry.lastIndex = 0;
  for (let found = entry.exec(words); found; found = entry.exec(words)) {
    const [, quoted = '', places = ''] = found;
    const lexeme = /['\\]/.test(quoted) ? quoted.replaceAll("''", "'").replaceAll('\\\\', '\\') : quoted;
    yield { lexeme, ...countOf(places) };
  }
}

function countOf(places: string): { frequency: number; parts: number } {
  let frequency = 0;
  let parts = 0;
  for (const place of places.split(',')) {
    const { weight, part } = letters[place.at(-1) ?? ''] ?? text;
    frequency += weight;
    parts |= part;
  }
  return { frequency, parts };
}
