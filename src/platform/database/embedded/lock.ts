import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { DatabaseFault } from './fault.ts';
import { layoutOf } from './layout.ts';

/** A held lock; releasing it twice does no harm. */
export type Lock = { release(): void };

/**
 * Takes the data directory for this program alone.
 *
 * The lock is the operating system's own file lock, held through SQLite because Node has no `flock`. The
 * kernel drops it however the program ends, so that nothing stale is left by `kill -9` and a process number
 * that is used again cannot be taken for a living program.
 * @throws DatabaseFault `data-directory-in-use` when another program holds it.
 */
export function takeLock(dataDirectory: string): Lock {
  const { data, lock, pid } = layoutOf(dataDirectory);
  makeDataDirectory(data);
  const holder = new DatabaseSync(lock);
  try {
    holder.exec('PRAGMA busy_timeout = 0; PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
  } catch (cause) {
    holder.close();
    throw inUse(data, pid, cause);
  }
  writeFileSync(pid, `${process.pid}\n`);
  return {
    release: once(() => {
      rmSync(pid, { force: true });
      holder.close();
    }),
  };
}

function makeDataDirectory(data: string): void {
  try {
    // Root may not be who runs PostgreSQL: that account must be able to pass through, not to look around.
    mkdirSync(data, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 });
  } catch (cause) {
    throw new DatabaseFault(
      'data-directory-unusable',
      `The data directory ${data} cannot be made. Set OWNWORDS_DATA to a directory that you may write to.`,
      cause,
    );
  }
}

function inUse(data: string, pidFile: string, cause: unknown): DatabaseFault {
  if (!(cause instanceof Error && cause.message.includes('locked'))) {
    return new DatabaseFault(
      'data-directory-unusable',
      `The data directory ${data} cannot be written to. Check who owns it, or set OWNWORDS_DATA.`,
      cause,
    );
  }
  return new DatabaseFault(
    'data-directory-in-use',
    `Another Ownwords${holderOf(pidFile)} is using ${data}. Stop it first, or set OWNWORDS_DATA to another directory.`,
    cause,
  );
}

function holderOf(pidFile: string): string {
  try {
    return ` (process ${readFileSync(pidFile, 'utf8').trim()})`;
  } catch {
    return '';
  }
}

function once(work: () => void): () => void {
  let done = false;
  return () => {
    if (!done) work();
    done = true;
  };
}
