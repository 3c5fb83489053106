/** The fields that an index knows: parts of its documents in which words stand, and values that a document has. */
export type Fields = { readonly parts: readonly string[]; readonly values: readonly string[] };

/** A word, a quotation, or a sign that joins them. */
export type Token =
  | { readonly is: 'word' | 'phrase'; readonly text: string; readonly field?: string }
  | { readonly is: 'AND' | 'OR' | 'NOT' | '-' | '(' | ')' };

// A hyphen that begins a word leaves it out. Within a word, before a space and before figures it is what somebody wrote.
const token =
  /\s*(?:([()])|((?<![^\s(])-(?=[\p{L}"“(]))|(?:([\p{L}]+):)?(?:["“”]([^"“”]*)(?:["“”]|$)|([^\s()"“”]+)))/uy;
const operators = new Set(['AND', 'OR', 'NOT']);

// Whoever writes “the” in capitals has them on for good: there AND, OR and NOT are words of a sentence.
const smallWord = /(?<!\p{L})(?:THE|OF|IN|TO|FOR|ON|BY|WITH|ARE|IS)(?!\p{L})/u;
// What begins with a nought is a term that the room wrote.
const isInCapitals = (typed: string) => smallWord.test(typed) && !/(?<!0\p{Ll}*)\p{Ll}/u.test(typed);

/**
 * Cuts what was typed into words, quotations and signs.
 * @param typed the text
 * @param fields whose names before a colon are fields, and no words
 */
export function tokensOf(typed: string, { parts, values }: Fields): Token[] {
  const known = new Set([...parts, ...values]);
  const tokens: Token[] = [];
  const operates = !isInCapitals(typed);
  token.lastIndex = 0;
  for (let found = token.exec(typed); found; found = token.exec(typed)) {
    const [, bracket, without, name, phrase, word = ''] = found;
    const field = name?.toLowerCase();
    const isField = field !== undefined && known.has(field);
    if (bracket === '(' || bracket === ')') tokens.push({ is: bracket });
    else if (without) tokens.push({ is: '-' });
    else if (phrase !== undefined) tokens.push({ is: 'phrase', text: phrase, ...(isField && { field }) });
    else if (isField) tokens.push({ is: 'word', text: word, field });
    else if (operates && operators.has(word) && !name) tokens.push({ is: word as 'AND' | 'OR' | 'NOT' });
    // A colon after what is no field is part of what was written.
    else tokens.push({ is: 'word', text: name ? `${name}:${word}` : word });
  }
  // Brackets group what operators join. In a sentence they are only how people write.
  const isSentence = !tokens.some(
    ({ is }, at) => operators.has(is) || (is === '-' && tokens[at + 1]?.is === '('),
  );
  return isSentence ? tokens.filter(({ is }) => is !== '(' && is !== ')') : tokens;
}
