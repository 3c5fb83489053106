import { existsSync, linkSync, rmSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type pg from 'pg';
import { DatabaseFault } from '../embedded/fault.ts';
import { layoutOf } from '../embedded/layout.ts';
import { syncDirectory } from '../embedded/secret.ts';
import { onOwnConnection } from '../own-connection.ts';
import { clusterSource, isOurCluster } from './cluster-source.ts';
import { dumpSource } from './dump-source.ts';
import { type BackupKind, type FileSum, manifestName } from './manifest.ts';
import type { OnProgress } from './progress.ts';
import { readArchive } from './read-archive.ts';
import { type Entry, writeArchive } from './write-archive.ts';

/** What to back up, and into which file. */
export type BackupOptions = {
  /** An administrator's connection to the running database. */
  adminUrl: string;
  dataDirectory: string;
  /** Must not exist yet. */
  file: string;
  onProgress?: OnProgress;
};

/** A backup that was written, read back and found whole. */
export type Backup = { file: string; kind: BackupKind; bytes: number; sha256: string };

/**
 * Backs up the database while it runs, with the secrets of the data directory, into one file that only its
 * owner may read. The file has its name only once it was read back and every sum in it was right.
 * @throws DatabaseFault with a sentence; then no file is left behind.
 */
export async function backup({
  adminUrl,
  dataDirectory,
  file,
  onProgress = () => {},
}: BackupOptions): Promise<Backup> {
  const target = resolve(file);
  refuseExisting(target);
  const partial = `${target}.partial`;
  rmSync(partial, { force: true });
  try {
    const kind = await write({ adminUrl, dataDirectory, file: target, onProgress }, partial);
    const total = statSync(partial).size;
    let done = 0;
    const { sha256 } = await readArchive(partial, bytes => {
      done += bytes;
      onProgress({ step: 'check', done, total });
    });
    name(partial, target);
    syncDirectory(dirname(target));
    return { file: target, kind, bytes: total, sha256 };
  } finally {
    rmSync(partial, { force: true });
  }
}

function refuseExisting(target: string): void {
  if (!existsSync(target)) return;
  throw new DatabaseFault(
    'backup-file-exists',
    `${target} exists already. Choose another name, or move it away.`,
  );
}

/** A link fails where a rename would overwrite a file that somebody made in the meantime. */
function name(partial: string, target: string): void {
  try {
    linkSync(partial, target);
  } catch {
    refuseExisting(target);
    throw new DatabaseFault(
      'backup-failed',
      `${target} could not be named. Write the backup to another disk.`,
    );
  }
}

function write(options: Required<BackupOptions>, partial: string): Promise<BackupKind> {
  return onOwnConnection(options.adminUrl, 'backup', async client => {
    const layout = layoutOf(options.dataDirectory);
    const kind = (await isOurCluster(client, layout)) ? 'cluster' : 'dump';
    const postgresMajor = await majorOf(client);
    const written: FileSum[] = [];
    const source =
      kind === 'cluster'
        ? clusterSource({ ...options, client, layout })
        : dumpSource({ ...options, postgresMajor, layout, dumpFile: `${partial}.dump` });
    const entries = withManifest(source, () => ({ kind, postgresMajor, files: written }));
    await writeArchive(partial, entries, sum => written.push(sum));
    return kind;
  });
}

type Contents = { kind: BackupKind; postgresMajor: number; files: FileSum[] };

async function* withManifest(source: AsyncIterable<Entry>, contents: () => Contents): AsyncGenerator<Entry> {
  yield* source;
  const takenAt = Temporal.Now.instant().toString();
  const text = JSON.stringify({ format: 'ownwords-backup-1', takenAt, ...contents() });
  yield { kind: 'text', path: manifestName, text };
}

async function majorOf(client: pg.Client): Promise<number> {
  const answer = await client.query<{ number: string }>(
    "SELECT current_setting('server_version_num') AS number",
  );
  return Math.floor(Number(answer.rows[0]?.number) / 10_000);
}
