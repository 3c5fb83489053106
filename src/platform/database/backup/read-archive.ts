import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createZstdDecompress } from 'node:zlib';
import { Parser, type ReadEntry } from 'tar';
import { DatabaseFault } from '../embedded/fault.ts';
import { type FileSum, firstDifference, type Manifest, manifestName, parseManifest } from './manifest.ts';

/** Where an archive's files go. Both are called in order, one file after the other. */
export type Unpacking = {
  directory(path: string, mode: number): void;
  file(path: string, mode: number): { write(chunk: Buffer): void; close(): void };
};

/** What was read: what the backup says of itself, and the sum of the whole file. */
export type ReadBackup = { manifest: Manifest; sha256: string };

/**
 * Reads a whole backup and checks every file in it against its list of contents.
 * @throws DatabaseFault `backup-damaged` naming the first thing that is wrong.
 */
export async function readArchive(
  file: string,
  onBytes: (bytes: number) => void,
  unpacking?: Unpacking,
): Promise<ReadBackup> {
  const found: FileSum[] = [];
  const whole = createHash('sha256');
  let manifest: Manifest | undefined;
  const parser = new Parser({
    strict: true,
    onReadEntry: entry =>
      takeEntry(entry, unpacking, (sum, text) => {
        if (sum.path === manifestName) manifest = parseManifest(text);
        else found.push(sum);
      }),
  });
  try {
    await pipeline(
      createReadStream(file, { highWaterMark: 256 * 1024 }),
      measure(chunk => {
        whole.update(chunk);
        onBytes(chunk.length);
      }),
      createZstdDecompress(),
      chunks => feed(parser, chunks),
    );
  } catch (cause) {
    throw cause instanceof DatabaseFault ? cause : damaged(file, 'it cannot be read to its end', cause);
  }
  const difference = firstDifference(manifest, found);
  if (difference !== undefined || !manifest) throw damaged(file, difference ?? '');
  return { manifest, sha256: whole.digest('hex') };
}

function damaged(file: string, what: string, cause?: unknown): DatabaseFault {
  return new DatabaseFault(
    'backup-damaged',
    `The backup ${file} is damaged: ${what}. Use another backup.`,
    cause,
  );
}

function measure(look: (chunk: Buffer) => void) {
  return async function* (chunks: AsyncIterable<Buffer>) {
    for await (const chunk of chunks) {
      look(chunk);
      yield chunk;
    }
  };
}

async function feed(parser: Parser, chunks: AsyncIterable<Buffer>): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  parser.on('end', resolve);
  parser.on('error', reject);
  // A fault may come before the end of the input; it is awaited below.
  promise.catch(() => {});
  for await (const chunk of chunks) parser.write(chunk);
  parser.end();
  await promise;
}

/** Files are written at once as they come, so that the parser never has to wait. */
function takeEntry(
  entry: ReadEntry,
  unpacking: Unpacking | undefined,
  taken: (sum: FileSum, text: string) => void,
) {
  const path = safePath(entry);
  const mode = entry.mode ?? 0o600;
  if (entry.type === 'Directory') {
    unpacking?.directory(path, mode);
    entry.resume();
    return;
  }
  const isManifest = path === manifestName;
  const target = isManifest ? undefined : unpacking?.file(path, mode);
  const hash = createHash('sha256');
  const text: Buffer[] = [];
  entry.on('data', (chunk: Buffer) => {
    hash.update(chunk);
    target?.write(chunk);
    if (isManifest) text.push(chunk);
  });
  entry.on('end', () => {
    target?.close();
    taken({ path, size: entry.size, sha256: hash.digest('hex') }, Buffer.concat(text).toString());
  });
}

/** A crafted archive must not write outside the directory that it is unpacked into. */
function safePath(entry: ReadEntry): string {
  const path = entry.path.replace(/\/$/, '');
  const isSafe =
    path.split('/').every(part => part !== '' && part !== '.' && part !== '..') && !path.includes('\\');
  if (isSafe && (entry.type === 'File' || entry.type === 'Directory')) return path;
  throw new DatabaseFault(
    'backup-damaged',
    `The backup holds something that Ownwords never writes: ${entry.path}.`,
  );
}
