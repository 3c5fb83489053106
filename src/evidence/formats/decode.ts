import { isUtf8 } from 'node:buffer';
import { isMacRoman } from './mac-roman.ts';
import { longestLine } from './problem.ts';

/** A stretch of a file as text; `guessed` names the encoding where it was not the one it should have been. */
export type Piece = { readonly text: string; readonly guessed?: string };

const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * A file's bytes as text. By its byte order mark or its zero bytes it is UTF-16; else each stretch that is
 * good UTF-8 is that, whatever the file says of itself, and what is not is read as the encoding that the
 * file declares, or as Windows-1252 or Mac Roman. Zero bytes are left out: the database can keep none.
 */
export async function* decode(source: AsyncIterable<Uint8Array>): AsyncGenerator<Piece> {
  let left: Buffer = Buffer.alloc(0);
  let decoder: Decoder | undefined;
  let isFirst = true;
  for await (const chunk of source) {
    left =
      left.length === 0
        ? Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length)
        : Buffer.concat([left, chunk]);
    if (decoder === undefined && left.length < 1024) continue;
    decoder ??= decoderFor(left);
    // UTF-16 takes two bytes a letter, and its own decoder keeps what was parted.
    const end = decoder.isWide ? left.length : safeEnd(left);
    if (end === 0) continue;
    yield* cleaned(decoder.decode(left.subarray(0, end)), isFirst);
    isFirst = false;
    left = left.subarray(end);
  }
  if (left.length > 0) yield* cleaned((decoder ?? decoderFor(left)).decode(left), isFirst);
}

function* cleaned(pieces: Iterable<Piece>, isFirst: boolean): Generator<Piece> {
  let atStart = isFirst;
  for (const piece of pieces) {
    const unmarked = atStart && piece.text.startsWith('\ufeff') ? piece.text.slice(1) : piece.text;
    atStart = false;
    yield { ...piece, text: unmarked.includes('\0') ? unmarked.replaceAll('\0', '') : unmarked };
  }
}

/** Where bytes may be parted without parting a letter: behind the last line, or else behind the last mark or space. */
function safeEnd(bytes: Buffer): number {
  // A carriage return at the very end may be half of a line end.
  const last = bytes.length - 1;
  const line = Math.max(bytes.lastIndexOf(lineFeed), bytes.lastIndexOf(carriageReturn, last - 1)) + 1;
  if (line > 0) return line;
  if (bytes.length < longestLine / 16) return 0;
  for (let at = last; at > last - 4096 && at > 0; at -= 1) if ((bytes[at] ?? 0) < 0x30) return at;
  return bytes.length < longestLine ? 0 : bytes.length;
}

type Decoder = { readonly isWide: boolean; decode(block: Buffer): Iterable<Piece> };

function decoderFor(start: Buffer): Decoder {
  const wide = utf16Of(start);
  if (wide !== undefined) {
    const decoder = new TextDecoder(wide, { ignoreBOM: true });
    return { isWide: true, decode: block => [{ text: decoder.decode(block, { stream: true }) }] };
  }
  let fallback = declaredIn(start);
  return {
    isWide: false,
    decode: block => {
      if (isUtf8(block)) return [{ text: utf8.decode(block) }];
      fallback ??= new TextDecoder(isMacRoman(block) ? 'macintosh' : 'windows-1252');
      return lineByLine(block, fallback);
    },
  };
}

function utf16Of(start: Buffer): 'utf-16le' | 'utf-16be' | undefined {
  if (start[0] === 0xff && start[1] === 0xfe) return 'utf-16le';
  if (start[0] === 0xfe && start[1] === 0xff) return 'utf-16be';
  const seen = start.subarray(0, 200);
  const zeros = [...seen.keys()].filter(at => seen[at] === 0);
  const odd = zeros.filter(at => at % 2 === 1).length;
  const even = zeros.length - odd;
  // A letter beyond the Latin ones may have its zero on the other side.
  if (odd > seen.length / 4 && even < odd / 8) return 'utf-16le';
  if (even > seen.length / 4 && odd < even / 8) return 'utf-16be';
  return undefined;
}

/** The encoding that the beginning of a file names (XML's declaration, JabRef's “Encoding:”), if it is one. */
function declaredIn(start: Buffer): TextDecoder | undefined {
  const said = /encoding\s*[:=]\s*["']?([\w-]{3,30})/i.exec(start.toString('latin1', 0, 1024))?.[1];
  const label = said?.replace(/^ISO-?(8859)_(\d+)$/i, 'iso-$1-$2').replace(/^Cp(125\d)$/i, 'windows-$1');
  if (label === undefined) return undefined;
  try {
    const decoder = new TextDecoder(label);
    return decoder.encoding === 'utf-8' || decoder.encoding.startsWith('utf-16') ? undefined : decoder;
  } catch {
    return undefined;
  }
}

function* lineByLine(block: Buffer, fallback: TextDecoder): Generator<Piece> {
  let from = 0;
  // Each is looked for again once it is passed: one that is nowhere would else be looked for from every line.
  const next = { feed: -1, turn: -1 };
  while (from < block.length) {
    if (next.feed < from) next.feed = placeOf(block, lineFeed, from);
    if (next.turn < from) next.turn = placeOf(block, carriageReturn, from);
    const to = Math.min(next.feed, next.turn, block.length - 1) + 1;
    const line = block.subarray(from, to);
    yield isUtf8(line)
      ? { text: utf8.decode(line) }
      : { text: fallback.decode(line), guessed: fallback.encoding };
    from = to;
  }
}

/** Where a byte stands next; beyond the end where it does not. */
function placeOf(block: Buffer, byte: number, from: number): number {
  const at = block.indexOf(byte, from);
  return at < 0 ? block.length : at;
}
