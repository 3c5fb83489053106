import { execFile } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { type Account, asAccount, giveTo } from './account.ts';
import { type Binaries, postgresMajor } from './binaries.ts';
import { DatabaseFault } from './fault.ts';
import type { Layout } from './layout.ts';
import { syncDirectory } from './secret.ts';

type Making = { layout: Layout; account: Account; binaries: Binaries; password: string; durable: boolean };

/**
 * Makes the cluster when there is none. It is made beside its place and renamed, so that a program killed in
 * the middle leaves nothing that looks like a cluster; what it left is cleared away here.
 * @throws DatabaseFault when a cluster of another version stands there, or initdb fails.
 */
export async function initialise(making: Making): Promise<void> {
  const { layout, account } = making;
  clearHalfMade(layout);
  if (isCluster(layout.cluster)) return giveBack(account, layout.cluster);
  refuseForeign(layout.cluster);
  const workplace = mkdtempSync(layout.initialising);
  const passwordFile = join(workplace, 'password');
  writeFileSync(passwordFile, making.password, { mode: 0o600 });
  giveTo(account, workplace);
  const made = join(workplace, 'cluster');
  await initdb(making, made, passwordFile);
  renameSync(made, layout.cluster);
  syncDirectory(layout.data);
  rmSync(workplace, { recursive: true, force: true });
}

/** An initdb outlives a program that is killed, and may still be writing: what resists goes at the next start. */
function clearHalfMade({ data, initialising }: Layout): void {
  for (const name of readdirSync(data).filter(found => found.startsWith(basename(initialising)))) {
    try {
      rmSync(join(data, name), { recursive: true, force: true });
    } catch {
      // Harmless: every start makes its cluster under a name of its own.
    }
  }
}

/** Whether a directory holds a cluster. @throws DatabaseFault `database-version-differs` */
function isCluster(cluster: string): boolean {
  const file = join(cluster, 'PG_VERSION');
  if (!existsSync(file)) return false;
  const version = readFileSync(file, 'utf8').trim();
  if (version === String(postgresMajor)) return true;
  throw new DatabaseFault(
    'database-version-differs',
    `${cluster} was made by PostgreSQL ${version}, and this Ownwords brings ${postgresMajor}. Use the Ownwords that made it.`,
  );
}

/** A copy made by root, as `cp -r` makes it, belongs to root; PostgreSQL then refuses its own directory. */
function giveBack(account: Account, cluster: string): void {
  if (account.uid === undefined || lstatSync(cluster).uid === account.uid) return;
  giveTo(account, cluster);
  chmodSync(cluster, 0o700);
}

function refuseForeign(cluster: string): void {
  if (!existsSync(cluster)) return;
  if (readdirSync(cluster).length === 0) {
    rmdirSync(cluster);
    return;
  }
  throw new DatabaseFault(
    'data-directory-unusable',
    `${cluster} is not empty and is not a database. Move it away, or set OWNWORDS_DATA to another directory.`,
  );
}

async function initdb(making: Making, directory: string, passwordFile: string): Promise<void> {
  const wanted = [
    `--pgdata=${directory}`,
    '--username=postgres',
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    // The builtin provider sorts the same on every machine, so that a restored backup keeps its indexes right.
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
    '--no-instructions',
    ...(making.durable ? [] : ['--no-sync']),
  ];
  const { file, args, options } = asAccount(making.account, making.binaries.initdb, wanted);
  try {
    await promisify(execFile)(file, args, options);
  } catch (cause) {
    const said = cause instanceof Error && 'stderr' in cause ? String(cause.stderr).trim() : String(cause);
    throw new DatabaseFault('database-does-not-start', `PostgreSQL could not be set up: ${said}`, cause);
  }
}
