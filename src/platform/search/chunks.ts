/** Where the chunks of a text begin and end, in turn: what stands between two signs that PostgreSQL takes for space. */
export type Chunks = readonly number[];

// The signs are those of search.apart in migrations/0040.
const apart =
  /[\s/\u2019\u2018\u02bc\u201c\u201d\u201e\u00ab\u00bb\u2039\u203a\u2026\u2013\u2014\u2012\u2015\u2010\u2011\u00b7\u2022\u2020\u2021\u00a7\u00b6\u00b0\u2032\u2033\u00d7\u00a0]/u;
const written = /[\p{L}\p{M}\p{N}]/u;

const isOther = 1;
const isWritten = 2;
const isApart = 3;
/** What each sign is, found out when it is first met: a pattern for every text costs more than all else on a page. */
const kinds = new Uint8Array(65_536);

function kindOf(code: number): number {
  const sign = String.fromCharCode(code);
  return apart.test(sign) ? isApart : written.test(sign) ? isWritten : isOther;
}

/** The chunks of a text: from a letter or number to the last one before something that stands apart. */
export function chunksOf(text: string): Chunks {
  const chunks: number[] = [];
  let start = -1;
  let end = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    let kind = kinds[code] as number;
    if (kind === 0) kind = kinds[code] = kindOf(code);
    // Half of a sign that takes two places; there are letters among them.
    if (code >= 0xd800 && code <= 0xdfff) kind = isWrittenPair(text, at) ? isWritten : isOther;
    if (kind === isWritten) {
      if (start < 0) start = at;
      end = at + 1;
    } else if (kind === isApart && start >= 0) {
      chunks.push(start, end);
      start = -1;
    }
  }
  if (start >= 0) chunks.push(start, end);
  return chunks;
}

function isWrittenPair(text: string, at: number): boolean {
  const isSecond = (text.charCodeAt(at) & 0xfc00) === 0xdc00;
  return written.test(String.fromCodePoint(text.codePointAt(isSecond ? at - 1 : at) ?? 0));
}
