import { closeSync, type Dirent, existsSync, openSync, readdirSync, readSync, statSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import type { Layout } from '../embedded/layout.ts';
import type { Entry } from './write-archive.ts';

/** What PostgreSQL makes anew at its start, or would be misled by (its own documentation, 25.3.4.2). */
const emptiedInCluster = [
  'pg_wal',
  'pg_replslot',
  'pg_dynshmem',
  'pg_notify',
  'pg_serial',
  'pg_snapshots',
  'pg_stat_tmp',
  'pg_subtrans',
  'log',
];
const leftOutOfCluster =
  /^(postmaster\.(pid|opts)|current_logfiles|backup_label.*|tablespace_map.*|\.s\.PGSQL\..*)$/;
const temporary = /^(pgsql_tmp.*|pg_internal\.init.*|t\d+_\d+.*)$/;

/** What lies in the data directory only for the running program, was put aside by a restore, or is half a backup. */
const leftOutOfData =
  /^(ownwords\.(pid|lock.*)|.*\.log|.*\.new|.*\.partial(\.dump)?|postgres(\.initialising-.*)?|restoring.*|replaced-.*)$/;

type Walk = { top: string; keep(path: string): boolean; enter(path: string): boolean };

/** PostgreSQL's directory, with its control file last, as its own tools copy it. */
export function clusterEntries({ cluster }: Layout): Entry[] {
  const names = (path: string) => path.split('/').at(-1) ?? '';
  const entries = walk('postgres', {
    top: cluster,
    keep: path => !temporary.test(names(path)) && !leftOutOfCluster.test(path),
    enter: path => !emptiedInCluster.includes(path),
  });
  const isControl = (entry: Entry) => entry.path === 'postgres/global/pg_control';
  const summaries: Entry[] = ['pg_wal/archive_status', 'pg_wal/summaries'].map(path => ({
    kind: 'directory',
    path: `postgres/${path}`,
    mode: 0o700,
  }));
  return [...entries.filter(entry => !isControl(entry)), ...summaries, ...entries.filter(isControl)];
}

/** Everything else in the data directory but backups: the password and other secrets. `file` is the backup itself. */
export function otherEntries({ data }: Layout, file: string): Entry[] {
  if (!existsSync(data)) return [];
  const own = relative(data, resolve(file)).split(sep).join('/');
  const keep = (path: string) => !leftOutOfData.test(path) && path !== own;
  return walk('', { top: data, keep, enter: keep }).filter(entry => !isEarlierBackup(entry));
}

/** As every zstd frame begins (RFC 8878, 3.1.1); nothing else that lies there is packed. */
const packed = Buffer.from('28b52ffd', 'hex');

/** With each that is kept here the next one would be twice as large. */
function isEarlierBackup(entry: Entry): boolean {
  if (entry.kind !== 'file') return false;
  const handle = openSync(entry.source, 'r');
  try {
    const head = Buffer.alloc(packed.length);
    readSync(handle, head, 0, head.length, 0);
    return head.equals(packed);
  } finally {
    closeSync(handle);
  }
}

/** The write-ahead log from the beginning of a backup to its end: without it the copy is not consistent. */
export function logEntries({ cluster }: Layout, from: string, to: string): Entry[] {
  const isWanted = (path: string) => /^[0-9A-F]{24}$/.test(path) && path >= from && path <= to;
  return walk('postgres/pg_wal', { top: join(cluster, 'pg_wal'), keep: isWanted, enter: () => false }).filter(
    entry => entry.kind === 'file',
  );
}

/** All bytes of a list of entries. */
export function bytesOf(entries: readonly Entry[]): number {
  return entries.reduce((sum, entry) => sum + (entry.kind === 'file' ? entry.size : 0), 0);
}

function walk(prefix: string, { top, keep, enter }: Walk, below = ''): Entry[] {
  return namesIn(join(top, below)).flatMap((dirent): Entry[] => {
    const path = below ? `${below}/${dirent.name}` : dirent.name;
    if (!keep(path)) return [];
    const entry = entryOf(dirent, join(top, path), prefix ? `${prefix}/${path}` : path);
    if (!entry) return [];
    return dirent.isDirectory() && enter(path)
      ? [entry, ...walk(prefix, { top, keep, enter }, path)]
      : [entry];
  });
}

function namesIn(directory: string): Dirent[] {
  return existsSync(directory) ? readdirSync(directory, { withFileTypes: true }) : [];
}

/** PostgreSQL deletes files while it is copied; one that is gone is gone for the replay too. */
function entryOf(dirent: Dirent, source: string, path: string): Entry | undefined {
  if (!dirent.isDirectory() && !dirent.isFile()) return undefined;
  const stat = statSync(source, { throwIfNoEntry: false });
  if (!stat) return undefined;
  const mode = stat.mode & 0o777;
  return dirent.isDirectory()
    ? { kind: 'directory', path, mode }
    : { kind: 'file', path, mode, size: stat.size, source };
}
