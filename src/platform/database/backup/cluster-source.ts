import { realpathSync } from 'node:fs';
import type pg from 'pg';
import { DatabaseFault } from '../embedded/fault.ts';
import type { Layout } from '../embedded/layout.ts';
import { bytesOf, clusterEntries, logEntries, otherEntries } from './contents.ts';
import type { OnProgress } from './progress.ts';
import type { Entry } from './write-archive.ts';

/** Whether the server that a client is connected to is the one in our data directory. */
export async function isOurCluster(client: pg.Client, { cluster }: Layout): Promise<boolean> {
  const answer = await client.query<{ data_directory: string }>('SHOW data_directory');
  try {
    return realpathSync(answer.rows[0]?.data_directory ?? '') === realpathSync(cluster);
  } catch {
    return false;
  }
}

type Source = { client: pg.Client; layout: Layout; file: string; onProgress: OnProgress };

/**
 * Copies a running cluster: pg_backup_start, the files, pg_backup_stop, then the write-ahead log in between.
 * A temporary slot keeps that log from being recycled, so no archive has to be set up.
 */
export async function* clusterSource({ client, layout, file, onProgress }: Source): AsyncGenerator<Entry> {
  await client.query(
    "SELECT pg_create_physical_replication_slot('ownwords_backup_' || pg_backend_pid(), true, true)",
  );
  await client.query("SELECT pg_backup_start('ownwords backup', true)");
  const entries = [...clusterEntries(layout), ...otherEntries(layout, file)];
  const total = bytesOf(entries);
  let done = 0;
  for (const entry of entries) {
    yield entry;
    done += bytesOf([entry]);
    onProgress({ step: 'copy', done, total });
  }
  const { label, last } = await stopBackup(client);
  yield { kind: 'text', path: 'postgres/backup_label', text: label };
  yield* logEntries(layout, firstSegment(label), last);
}

async function stopBackup(client: pg.Client): Promise<{ label: string; last: string }> {
  const answer = await client.query<{ label: string; last: string }>(
    'SELECT labelfile AS label, pg_walfile_name(lsn) AS last FROM pg_backup_stop(false)',
  );
  const row = answer.rows[0];
  if (!row)
    throw new DatabaseFault('backup-failed', 'PostgreSQL did not confirm the end of the backup. Try again.');
  return row;
}

function firstSegment(label: string): string {
  const segment = /^START WAL LOCATION: .* \(file ([0-9A-F]{24})\)/m.exec(label)?.[1];
  if (segment) return segment;
  throw new DatabaseFault('backup-failed', 'PostgreSQL did not say where the backup begins. Try again.');
}
