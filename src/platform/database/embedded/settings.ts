import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Account, giveTo } from './account.ts';
import type { Address } from './address.ts';
import type { Layout } from './layout.ts';

/** PostgreSQL's settings for a small machine (2 cores, 4 GB), and why where it is not plain. */
function settingsFor(address: Address, durable: boolean): Record<string, string> {
  const safe = durable ? 'on' : 'off';
  return {
    listen_addresses: address.socketDirectory ? '' : '127.0.0.1',
    port: String(address.port),
    unix_socket_directories: address.socketDirectory ?? '',
    unix_socket_permissions: '0700',
    password_encryption: 'scram-sha-256',
    max_connections: durable ? '60' : '120',
    shared_buffers: '256MB',
    effective_cache_size: '1GB',
    work_mem: '8MB',
    maintenance_work_mem: '128MB',
    // Pages are many short queries: compiling one costs more than it saves.
    jit: 'off',
    random_page_cost: '1.1',
    fsync: safe,
    synchronous_commit: safe,
    full_page_writes: safe,
    // What lives for minutes in a hundred databases is not worth tidying.
    autovacuum: safe,
    // A backup copies the running cluster, and an operator may turn archiving on.
    wal_level: 'replica',
    max_wal_senders: '4',
    max_replication_slots: '4',
    max_wal_size: '2GB',
    track_io_timing: 'on',
    // A page is a handful of statements: naming each in the process list is felt.
    update_process_title: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    idle_in_transaction_session_timeout: '15s',
    logging_collector: 'on',
    log_directory: 'log',
    // One file a weekday, overwritten a week later, so that the log can never fill the disk for good.
    log_filename: 'postgres-%a.log',
    log_truncate_on_rotation: 'on',
    log_rotation_age: '1d',
    log_rotation_size: '0',
    log_line_prefix: '%m [%p] %q%u@%d ',
    log_lock_waits: 'on',
    // DETAIL lines and statements carry people's names and words: they never reach a log.
    log_error_verbosity: 'terse',
    log_min_error_statement: 'panic',
    log_parameter_max_length_on_error: '0',
  };
}

/**
 * Writes postgresql.conf anew, so that a newer Ownwords brings its newer settings. What an operator sets with
 * ALTER SYSTEM stands in postgresql.auto.conf and wins.
 */
export function writeSettings(
  layout: Layout,
  account: Account,
  settings: { address: Address; durable: boolean },
) {
  const file = join(layout.cluster, 'postgresql.conf');
  const lines = Object.entries(settingsFor(settings.address, settings.durable)).map(
    ([name, value]) => `${name} = '${value.replaceAll("'", "''")}'`,
  );
  const heading = '# Written by Ownwords at each start. For settings of your own use ALTER SYSTEM.';
  writeFileSync(file, `${[heading, ...lines].join('\n')}\n`);
  chmodSync(file, 0o600);
  giveTo(account, file);
}
