import { spawnSync } from 'node:child_process';
import { chownSync, existsSync, lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseFault } from './fault.ts';
import type { Layout } from './layout.ts';

/** As whom PostgreSQL's programs run. `undefined` ids: as ourselves. */
export type Account = { uid?: number; gid?: number; through: readonly string[] };

const ourselves: Account = { through: [] };

/**
 * Chooses the account: ourselves, or, for root, the account that owns the cluster, else `postgres`, which is
 * made when missing. PostgreSQL refuses to run as root, because a flaw in it would then own the machine.
 * @throws DatabaseFault `database-account-missing` or `data-directory-unusable`, each with what to do.
 */
export function chooseAccount(layout: Layout): Account {
  if (process.getuid?.() !== 0) return ourselves;
  const ids = ownerOf(layout.cluster) ?? postgresAccount();
  const ways = [{ ...ids, through: [] }, { through: pastClosedDirectories(ids) }];
  const way = ways.find(candidate => succeeds(candidate, 'cd "$1"', layout.data));
  if (!way) {
    throw new DatabaseFault(
      'data-directory-unusable',
      `The account that runs PostgreSQL (number ${ids.uid}) cannot enter ${layout.data}. ` +
        'Set OWNWORDS_DATA to a directory below one that others may enter, or start Ownwords as an ordinary user.',
    );
  }
  return { ...way, ...ids };
}

/** The command and options that run `program` as the account. */
export function asAccount(account: Account, program: string, args: readonly string[]) {
  const [first, ...rest] = [...account.through, program, ...args];
  const ids = account.through.length === 0 && account.uid !== undefined ? idsOf(account) : {};
  return { file: first ?? program, args: rest, options: { cwd: '/', env: calmEnvironment(), ...ids } };
}

/** Whether the account may run a program without any capability: PostgreSQL checks its own files that way. */
export function mayRun({ uid, gid }: Account, program: string): boolean {
  if (uid === undefined || gid === undefined) return true;
  return succeeds({ uid, gid, through: [] }, 'test -r "$1" && test -x "$1"', program);
}

/** Gives a directory and all in it to the account. Does nothing when the account is ourselves. */
export function giveTo(account: Account, path: string): void {
  if (account.uid === undefined || account.gid === undefined) return;
  const stat = lstatSync(path);
  chownSync(path, account.uid, account.gid);
  if (!stat.isDirectory()) return;
  for (const name of readdirSync(path)) giveTo(account, join(path, name));
}

type Ids = { uid: number; gid: number };

function idsOf({ uid, gid }: Account) {
  return { ...(uid === undefined ? {} : { uid }), ...(gid === undefined ? {} : { gid }) };
}

function ownerOf(cluster: string): Ids | undefined {
  if (!existsSync(cluster)) return undefined;
  const { uid, gid } = lstatSync(cluster);
  return uid === 0 ? undefined : { uid, gid };
}

function postgresAccount(): Ids {
  const known = idsNamed('postgres');
  if (known) return known;
  spawnSync('useradd', [
    '--system',
    '--user-group',
    '--no-create-home',
    '--shell',
    '/usr/sbin/nologin',
    'postgres',
  ]);
  const made = idsNamed('postgres');
  if (made) return made;
  throw new DatabaseFault(
    'database-account-missing',
    'PostgreSQL does not run as root, and no account named postgres could be made. Start Ownwords as an ordinary user.',
  );
}

function idsNamed(name: string): Ids | undefined {
  const [uid, gid] = ['-u', '-g'].map(flag =>
    spawnSync('id', [flag, name], { encoding: 'utf8' }).stdout?.trim(),
  );
  return uid && gid ? { uid: Number(uid), gid: Number(gid) } : undefined;
}

/**
 * A clone made by root often lies where nobody else may pass (`mktemp -d`, /root). The one capability that
 * opens such directories is kept, and only when it is needed: with it PostgreSQL can read any file.
 */
function pastClosedDirectories({ uid, gid }: Ids): string[] {
  const capability = '+dac_override';
  return [
    'setpriv',
    `--reuid=${uid}`,
    `--regid=${gid}`,
    '--clear-groups',
    `--inh-caps=${capability}`,
    `--ambient-caps=${capability}`,
    '--',
  ];
}

function succeeds(account: Account, script: string, argument: string): boolean {
  const { file, args, options } = asAccount(account, '/bin/sh', ['-c', script, 'sh', argument]);
  return spawnSync(file, args, { ...options, stdio: 'ignore' }).status === 0;
}

/** Nothing of ours is passed on: neither secrets, nor PG… variables that would point PostgreSQL elsewhere. */
function calmEnvironment(): NodeJS.ProcessEnv {
  const kept = ['PATH', 'SystemRoot', 'TEMP', 'TMP', 'TMPDIR', 'LD_LIBRARY_PATH'];
  const pairs = kept
    .map(name => [name, process.env[name]] as const)
    .filter(([, value]) => value !== undefined);
  return { ...Object.fromEntries(pairs), LC_ALL: 'C', TZ: 'UTC' };
}
