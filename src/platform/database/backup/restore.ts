import { existsSync, mkdirSync, readdirSync, renameSync, rmdirSync, rmSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { chooseAccount, giveTo } from '../embedded/account.ts';
import { findBinaries, postgresMajor } from '../embedded/binaries.ts';
import { DatabaseFault } from '../embedded/fault.ts';
import { type Layout, layoutOf } from '../embedded/layout.ts';
import { stopLeftover } from '../embedded/leftover.ts';
import { takeLock } from '../embedded/lock.ts';
import { syncDirectory } from '../embedded/secret.ts';
import { dumpName } from './dump-source.ts';
import type { Manifest } from './manifest.ts';
import type { OnProgress } from './progress.ts';
import { requireTool, runTool } from './tools.ts';
import { unpack } from './unpack.ts';

/** What to restore, and where. */
export type RestoreOptions = {
  file: string;
  dataDirectory: string;
  /** Restore although something is there: what was there is put aside, not deleted. */
  force?: boolean;
  /** The database to fill, for a backup that was taken with DATABASE_URL. */
  databaseUrl?: string;
  onProgress?: OnProgress;
};

/** What was restored, and where the former contents lie, if there were any. */
export type Restored = { takenAt: string; putAside: string | undefined };

/**
 * Restores a backup. Nothing is touched before the whole file was read and found right; the next start of
 * PostgreSQL then replays its log. A restore that is interrupted is refused by `startEmbedded`.
 * @throws DatabaseFault when the program is running there, the directory is not empty, or the file is damaged.
 */
export async function restore(options: RestoreOptions): Promise<Restored> {
  const layout = layoutOf(options.dataDirectory);
  const lock = takeLock(options.dataDirectory);
  const unpacked = `${layout.restoring}.partial`;
  try {
    refuseMissing(options.file);
    refuseNotEmpty(layout, options.force ?? false);
    const manifest = await unpack(resolve(options.file), unpacked, options.onProgress ?? (() => {}));
    if (manifest.kind === 'cluster') await readyCluster(layout, unpacked, manifest);
    else await fillDatabase(options.databaseUrl, join(unpacked, dumpName), manifest);
    return { takenAt: manifest.takenAt, putAside: putInPlace(layout, unpacked) };
  } finally {
    rmSync(unpacked, { recursive: true, force: true });
    lock.release();
  }
}

function refuseMissing(file: string): void {
  if (!existsSync(file)) throw new DatabaseFault('backup-damaged', `There is no file ${resolve(file)}.`);
}

function contentsOf({ data, lock, pid, restoring, startLog }: Layout): string[] {
  const ours = [lock, pid, restoring, `${restoring}.partial`, startLog].map(path => basename(path));
  return readdirSync(data).filter(name => !ours.includes(name) && !name.startsWith('replaced-'));
}

function refuseNotEmpty(layout: Layout, force: boolean): void {
  if (force || contentsOf(layout).length === 0) return;
  throw new DatabaseFault(
    'restore-not-empty',
    `${layout.data} is not empty. Restore into another directory, or add --force to put what is there aside.`,
  );
}

async function readyCluster(layout: Layout, unpacked: string, manifest: Manifest): Promise<void> {
  if (manifest.postgresMajor !== postgresMajor) {
    throw new DatabaseFault(
      'database-version-differs',
      `The backup is of PostgreSQL ${manifest.postgresMajor}, and this Ownwords brings ${postgresMajor}. Use the Ownwords that made it.`,
    );
  }
  const binaries = await findBinaries();
  if (existsSync(layout.cluster))
    await stopLeftover({ cluster: layout.cluster, pgCtl: binaries.pgCtl }, () => {});
  giveTo(chooseAccount(layout), join(unpacked, 'postgres'));
}

async function fillDatabase(
  databaseUrl: string | undefined,
  dump: string,
  manifest: Manifest,
): Promise<void> {
  if (databaseUrl === undefined) {
    throw new DatabaseFault(
      'backup-failed',
      'This backup was taken with DATABASE_URL. Set DATABASE_URL to the empty database that it should fill.',
    );
  }
  await requireTool('pg_restore', manifest.postgresMajor);
  // All or nothing: a table that exists already stops it, and then nothing was changed.
  await runTool('pg_restore', databaseUrl, ['--single-transaction', '--exit-on-error', dump]);
  rmSync(dump);
}

/** While `restoring` exists, no start is possible: the program never opens a directory that is half the old. */
function putInPlace(layout: Layout, unpacked: string): string | undefined {
  mkdirSync(layout.restoring, { recursive: true });
  syncDirectory(layout.data);
  const aside = putAside(layout);
  for (const name of readdirSync(unpacked)) renameSync(join(unpacked, name), join(layout.data, name));
  rmdirSync(unpacked);
  syncDirectory(layout.data);
  rmdirSync(layout.restoring);
  syncDirectory(layout.data);
  return aside;
}

function putAside(layout: Layout): string | undefined {
  const before = contentsOf(layout);
  if (before.length === 0) return undefined;
  const aside = join(layout.data, asideName());
  mkdirSync(aside, { mode: 0o700 });
  for (const name of before) renameSync(join(layout.data, name), join(aside, name));
  return aside;
}

function asideName(): string {
  return `replaced-${Temporal.Now.instant()
    .toString()
    .replaceAll(/[^0-9TZ]/g, '-')}`;
}
