import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { constants, createZstdCompress } from 'node:zlib';
import { Header } from 'tar';
import type { FileSum } from './manifest.ts';

/** One thing to put into the archive. A file's content comes from `text`, else from the disk. */
export type Entry =
  | { kind: 'directory'; path: string; mode: number }
  | { kind: 'file'; path: string; mode: number; size: number; source: string }
  | { kind: 'text'; path: string; text: string };

/**
 * Writes entries as a tar compressed with zstd, which any `tar --zstd` can open. The file must not exist yet.
 * @param entries may be made while it writes; `written` gets every file with its sum as it stands in the archive.
 */
export async function writeArchive(
  file: string,
  entries: AsyncIterable<Entry>,
  written: (sum: FileSum) => void,
) {
  const compressed = createZstdCompress({
    params: { [constants.ZSTD_c_compressionLevel]: 3, [constants.ZSTD_c_checksumFlag]: 1 },
  });
  await pipeline(
    Readable.from(blocks(entries, written)),
    compressed,
    createWriteStream(file, { flags: 'wx', mode: 0o600 }),
  );
  const handle = await open(file, 'r+');
  await handle.sync();
  await handle.close();
}

const blockSize = 512;

async function* blocks(entries: AsyncIterable<Entry>, written: (sum: FileSum) => void) {
  for await (const entry of entries) {
    const size = sizeOf(entry);
    yield header(entry, size);
    if (entry.kind === 'directory') continue;
    const hash = createHash('sha256');
    for await (const chunk of exactly(size, contentOf(entry))) {
      hash.update(chunk);
      yield chunk;
    }
    yield Buffer.alloc((blockSize - (size % blockSize)) % blockSize);
    written({ path: entry.path, size, sha256: hash.digest('hex') });
  }
  yield Buffer.alloc(blockSize * 2);
}

function sizeOf(entry: Entry): number {
  if (entry.kind === 'directory') return 0;
  return entry.kind === 'text' ? Buffer.byteLength(entry.text) : entry.size;
}

function contentOf(entry: Exclude<Entry, { kind: 'directory' }>): AsyncIterable<Buffer> | Iterable<Buffer> {
  if (entry.kind === 'text') return [Buffer.from(entry.text)];
  return createReadStream(entry.source, { highWaterMark: 256 * 1024 });
}

function header(entry: Entry, size: number): Buffer {
  const block = Buffer.alloc(blockSize);
  const needsMore = new Header({
    path: entry.kind === 'directory' ? `${entry.path}/` : entry.path,
    mode: entry.kind === 'text' ? 0o600 : entry.mode,
    size,
    type: entry.kind === 'directory' ? 'Directory' : 'File',
    uid: 0,
    gid: 0,
  }).encode(block);
  if (needsMore) throw new Error(`The name ${entry.path} is too long for a backup.`);
  return block;
}

/**
 * A database writes on while it is copied. A file may have grown since it was measured (the rest is in the
 * write-ahead log) or been cut short (zeros stand for what was given up, and replay puts them right).
 */
async function* exactly(size: number, content: AsyncIterable<Buffer> | Iterable<Buffer>) {
  let left = size;
  for await (const chunk of orNothing(content)) {
    if (left === 0) break;
    const part = chunk.subarray(0, left);
    left -= part.length;
    yield part;
  }
  while (left > 0) {
    const part = Buffer.alloc(Math.min(left, 256 * 1024));
    left -= part.length;
    yield part;
  }
}

/** A file may be deleted between the look and the copy; replay deletes it again. */
async function* orNothing(content: AsyncIterable<Buffer> | Iterable<Buffer>) {
  try {
    yield* content;
  } catch (fault) {
    if (!(fault instanceof Error && 'code' in fault && fault.code === 'ENOENT')) throw fault;
  }
}
