import { type FileKind, fileKinds } from './kinds.ts';

/** What a file is by its content; its name says nothing about it. */
export type Looked = { kind: FileKind } | { refused: 'unknown' | 'two files' | 'program' };

/** The streams of an old Word file, by their names as its directory holds them. */
const stream = (name: string) => Buffer.from(name, 'utf16le');
const wordStream = stream('WordDocument');
const programStreams = ['Macros', '_VBA_PROJECT'].map(stream);

/**
 * Finds out what a file is from its content. One that is a second file too, or carries a program, is refused: what
 * reads it later would choose for itself what it is.
 */
export async function kindOf(bytes: Buffer): Promise<Looked> {
  const { fileTypeFromBuffer } = await import('file-type');
  const found = await fileTypeFromBuffer(bytes).catch(() => undefined);
  if (!found) return isPlainText(bytes) ? { kind: 'text/plain' } : { refused: 'unknown' };
  if (found.mime === 'application/x-cfb') return oldWord(bytes);
  if (!isKnown(found.mime)) return { refused: 'unknown' };
  if (found.mime === 'application/pdf' && (!bytes.subarray(0, 5).equals(pdfHead) || endsAsArchive(bytes)))
    return { refused: 'two files' };
  if (found.ext === 'docx' && !bytes.subarray(0, 4).equals(archiveHead)) return { refused: 'two files' };
  return { kind: found.mime };
}

const isKnown = (mime: string): mime is FileKind => Object.hasOwn(fileKinds, mime);

const pdfHead = Buffer.from('%PDF-');
const archiveHead = Buffer.from('PK\x03\x04', 'latin1');
const archiveEnd = Buffer.from('PK\x05\x06', 'latin1');

/** Whether the directory of an archive closes the file: programs look for it there, whatever stands in front. */
function endsAsArchive(bytes: Buffer): boolean {
  const longestComment = 0xffff;
  const from = Math.max(0, bytes.length - 22 - longestComment);
  for (let at = bytes.lastIndexOf(archiveEnd); at >= from; at = bytes.lastIndexOf(archiveEnd, at - 1)) {
    if (at + 22 <= bytes.length && at + 22 + bytes.readUInt16LE(at + 20) <= bytes.length) return true;
    if (at === 0) return false;
  }
  return false;
}

function oldWord(bytes: Buffer): Looked {
  if (!bytes.includes(wordStream)) return { refused: 'unknown' };
  return programStreams.some(name => bytes.includes(name))
    ? { refused: 'program' }
    : { kind: 'application/msword' };
}

/** UTF-8 without control characters but those of lines and tabs. */
function isPlainText(bytes: Buffer): boolean {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return text.trim() !== '' && !/[\p{Cc}--[\t\n\f\r]]/v.test(text);
  } catch {
    return false;
  }
}
