import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { type Account, mayRun } from './account.ts';
import type { Binaries } from './binaries.ts';
import { DatabaseFault } from './fault.ts';

/** Where root keeps what can be made again; only root can write there, so nobody can slip in another program. */
const shelf = '/var/cache/ownwords';

/**
 * PostgreSQL's programs where its account may run them. A clone made by root often lies behind a directory
 * that only root may enter (`mktemp -d`, /root). The capability that opens data directories does not help
 * here: PostgreSQL asks `access(2)` about its own files, which leaves capabilities out. So it gets a copy.
 * @throws DatabaseFault `data-directory-unusable` when the copy is out of reach too.
 */
export function withinReach(account: Account, binaries: Binaries): Binaries {
  if (mayRun(account, binaries.postgres)) return binaries;
  const copied = inDirectory(copyOf(binaries), binaries);
  if (mayRun(account, copied.postgres)) return copied;
  throw new DatabaseFault(
    'data-directory-unusable',
    `The account that runs PostgreSQL (number ${account.uid}) can run neither ${binaries.postgres} nor a copy in ` +
      `${shelf}. Move Ownwords to a directory that others may enter, such as /opt, or start it as an ordinary user.`,
  );
}

/** The copy appears by one rename, so a half-made one is never run. */
function copyOf(binaries: Binaries): string {
  const kept = join(shelf, nameOf(binaries));
  if (existsSync(kept)) return kept;
  mkdirSync(shelf, { recursive: true });
  chmodSync(shelf, 0o755);
  const making = mkdtempSync(join(shelf, 'making-'));
  const native = dirname(dirname(binaries.postgres));
  // Links are kept as they stand: they are relative, and the libraries name each other by them.
  cpSync(native, join(making, 'native'), { recursive: true, verbatimSymlinks: true });
  // Whatever umask the packages were installed with.
  execFileSync('chmod', ['-R', 'a+rX', join(making, 'native')]);
  try {
    renameSync(join(making, 'native'), kept);
  } catch (fault) {
    if (!existsSync(kept)) throw fault;
  } finally {
    rmSync(making, { recursive: true, force: true });
  }
  return kept;
}

/** Such as `postgres-18.4`. */
function nameOf({ postgres }: Binaries): string {
  const said = execFileSync(postgres, ['--version'], { encoding: 'utf8' });
  return `postgres-${/\d+(\.\d+)+/.exec(said)?.[0] ?? 'unknown'}`;
}

function inDirectory(native: string, { initdb, postgres, pgCtl }: Binaries): Binaries {
  const moved = (program: string) => join(native, 'bin', basename(program));
  return { initdb: moved(initdb), postgres: moved(postgres), pgCtl: moved(pgCtl) };
}
