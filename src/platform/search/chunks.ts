/** Where the chunks of a text begin and end, in turn: what stands between two signs that PostgreSQL takes for space. */
export type Chunks = readonly number[];

// The signs are those of search.apart in migrations/0040.
const apart =
  /[\s/\u2019\u2018\u02bc\u201c\u201d\u201e\u00ab\u00bb\u2039\u203a\u2026\u2013\u2014\u2012\u2015\u2010\u2011\u00b7\u2022\u2020\u2021\u00a7\u00b6\u00b0\u2032\u2033\u00d7\u00a0]/u;
const written = /[\p{L}\p{M}\p{N}]/u;

const isOther = 1;
const isWritten = 2;
const isApart = 3;
/** A letter from a to z, small or large: written as well. */
const isPlain = 4;
/** What each sign is, found out when it is first met: a pattern for every text costs more than all else on a page. */
const kinds = new Uint8Array(65_536);

function kindOf(code: number): number {
  const sign = String.fromCharCode(code);
  if (/[a-z]/i.test(sign)) return isPlain;
  return apart.test(sign) ? isApart : written.test(sign) ? isWritten : isOther;
}

/**
 * The chunks of a text: from a letter or number to the last one before something that stands apart.
 * @param wanted leaves out words of plain letters that begin unlike all of these; every other chunk is there
 */
export function chunksOf(text: string, wanted?: Beginnings): Chunks {
  const chunks: number[] = [];
  let start = -1;
  let end = 0;
  let isWord = true;
  for (let at = 0; at <= text.length; at += 1) {
    const kind = kindAt(text, at);
    if (kind === isOther) continue;
    if (kind !== isApart) {
      if (start < 0) {
        start = at;
        isWord = true;
      }
      if (kind !== isPlain || (end < at && start < at)) isWord = false;
      end = at + 1;
    } else if (start >= 0) {
      if (!(wanted && isWord) || beginsAs(wanted, text, [start, end])) chunks.push(start, end);
      start = -1;
    }
  }
  return chunks;
}

/** What a sign of a text is; behind its last one everything ends. */
function kindAt(text: string, at: number): number {
  if (at === text.length) return isApart;
  const code = text.charCodeAt(at);
  // Half of a sign that takes two places; there are letters among them.
  if (code >= 0xd800 && code <= 0xdfff) return isWrittenPair(text, at) ? isWritten : isOther;
  let kind = kinds[code] as number;
  if (kind === 0) kind = kinds[code] = kindOf(code);
  return kind;
}

function isWrittenPair(text: string, at: number): boolean {
  const isSecond = (text.charCodeAt(at) & 0xfc00) === 0xdc00;
  return written.test(String.fromCodePoint(text.codePointAt(isSecond ? at - 1 : at) ?? 0));
}

/** How words may begin: 1 for each pair of first letters, where i and y are one. */
export type Beginnings = Uint8Array;

const letterAt = (text: string, at: number): number => {
  const letter = text.charCodeAt(at) & 31;
  return letter === 25 ? 9 : letter;
};
const pairAt = (text: string, at: number) => (letterAt(text, at) << 5) | letterAt(text, at + 1);

/**
 * How a word of plain letters begins that has one of these lexemes. The stemmer of English leaves the first two letters
 * of a word, but for dying, lying and tying; of a lexeme of one letter the second may be any.
 */
export function beginningsOf(lexemes: Iterable<string>): Beginnings {
  const beginnings = new Uint8Array(32 * 32);
  for (const lexeme of lexemes) {
    const first = letterAt(lexeme, 0) << 5;
    if (/^[a-z]{2}/i.test(lexeme)) beginnings[pairAt(lexeme, 0)] = 1;
    else beginnings.fill(1, first, first + 32);
  }
  return beginnings;
}

const beginsAs = (beginnings: Beginnings, text: string, [start, end]: readonly [number, number]): boolean =>
  end - start < 2 || beginnings[pairAt(text, start)] === 1;
