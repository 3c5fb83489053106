import { existsSync } from 'node:fs';
import { onOwnConnection } from '../own-connection.ts';
import { chooseAccount } from './account.ts';
import { adminUrlOf, chooseAddress } from './address.ts';
import { findBinaries } from './binaries.ts';
import { DatabaseFault } from './fault.ts';
import { initialise } from './initialise.ts';
import { type Layout, layoutOf } from './layout.ts';
import { isServing, readPostmaster } from './leftover.ts';
import { takeLock } from './lock.ts';
import { adminPassword } from './secret.ts';
import { writeSettings } from './settings.ts';
import { supervise } from './supervise.ts';
import { withinReach } from './within-reach.ts';

export { DatabaseFault } from './fault.ts';

/** How to start our own PostgreSQL. */
export type EmbeddedOptions = {
  dataDirectory: string;
  /** Listen on this loopback port rather than on a socket in the data directory. */
  port?: number;
  /** False only in tests: nothing is forced to disk, so a power cut loses the cluster. */
  durable?: boolean;
  /** Gets a sentence whenever something is worth telling. */
  log: (sentence: string) => void;
};

/** A running PostgreSQL of our own. */
export type Embedded = {
  /** Connects its administrator to the database `postgres`; change the pathname for another. */
  adminUrl: string;
  /** Such as `18.4`. */
  version: string;
  /** Changes when PostgreSQL had to be started again. */
  readonly pid: number;
  /** Stops PostgreSQL and gives the data directory free. May be called more than once. */
  stop(): Promise<void>;
};

/**
 * Starts our own PostgreSQL on a data directory, making the directory and the cluster when they are missing,
 * and stopping first what a killed program may have left running there.
 * @throws DatabaseFault with a sentence for the person at the terminal.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const lock = takeLock(options.dataDirectory);
  try {
    const running = await startLocked(options);
    const stop = async () => {
      await running.stop();
      lock.release();
    };
    return {
      ...running.about,
      stop,
      get pid() {
        return running.pid();
      },
    };
  } catch (fault) {
    lock.release();
    throw fault;
  }
}

/**
 * The administrator's URL of the PostgreSQL that another living Ownwords runs on this data directory, or
 * `undefined` when none does. For commands that work beside it, such as `backup` and `work`.
 */
export function findRunning(dataDirectory: string): { adminUrl: string; pid: number } | undefined {
  const layout = layoutOf(dataDirectory);
  const postmaster = readPostmaster(layout.cluster);
  if (!postmaster?.ready || !isServing(postmaster.pid, layout.cluster)) return undefined;
  return { adminUrl: adminUrlOf(postmaster.address, adminPassword(layout)), pid: postmaster.pid };
}

async function startLocked({ dataDirectory, port, durable = true, log }: EmbeddedOptions) {
  const layout = layoutOf(dataDirectory);
  refuseHalfRestored(layout);
  const account = chooseAccount(layout);
  const binaries = withinReach(account, await findBinaries());
  const password = adminPassword(layout);
  await initialise({ layout, account, binaries, password, durable });
  const address = await chooseAddress(layout, port);
  writeSettings(layout, account, { address, durable });
  const { pid, stop } = await supervise({ layout, account, binaries, log });
  const adminUrl = adminUrlOf(address, password);
  try {
    return { about: { adminUrl, version: await askVersion(adminUrl) }, pid, stop };
  } catch (fault) {
    await stop();
    throw fault;
  }
}

function refuseHalfRestored(layout: Layout): void {
  if (!existsSync(layout.restoring)) return;
  throw new DatabaseFault(
    'restore-interrupted',
    `A restore into ${layout.data} was interrupted. Run "ownwords restore FILE --force" again.`,
  );
}

function askVersion(adminUrl: string): Promise<string> {
  return onOwnConnection(adminUrl, 'start', async client => {
    const answer = await client.query<{ server_version: string }>('SHOW server_version');
    return answer.rows[0]?.server_version.split(' ')[0] ?? 'unknown';
  });
}
