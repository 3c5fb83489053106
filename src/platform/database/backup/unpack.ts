import { closeSync, fsyncSync, mkdirSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Manifest } from './manifest.ts';
import type { OnProgress } from './progress.ts';
import { readArchive, type Unpacking } from './read-archive.ts';

/**
 * Unpacks a backup into a new directory, checking every file on the way. Nothing else is touched.
 * @throws DatabaseFault `backup-damaged`; then the directory is gone again.
 */
export async function unpack(file: string, directory: string, onProgress: OnProgress): Promise<Manifest> {
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory, { mode: 0o700 });
  const total = statSync(file).size;
  let done = 0;
  const onBytes = (bytes: number) => {
    done += bytes;
    onProgress({ step: 'unpack', done, total });
  };
  try {
    return (await readArchive(file, onBytes, into(directory))).manifest;
  } catch (fault) {
    rmSync(directory, { recursive: true, force: true });
    throw fault;
  }
}

function into(directory: string): Unpacking {
  return {
    directory: (path, mode) => mkdirSync(join(directory, path), { recursive: true, mode }),
    file: (path, mode) => {
      const target = join(directory, path);
      mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
      const handle = openSync(target, 'wx', mode);
      return {
        write: chunk => writeAll(handle, chunk),
        close: () => {
          fsyncSync(handle);
          closeSync(handle);
        },
      };
    },
  };
}

/** A write may take less than it is given when a disk is nearly full. */
function writeAll(handle: number, chunk: Buffer): void {
  for (let from = 0; from < chunk.length; ) from += writeSync(handle, chunk, from);
}
