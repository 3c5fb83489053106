import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type Account, asAccount } from './account.ts';
import type { Binaries } from './binaries.ts';
import { DatabaseFault } from './fault.ts';
import type { Layout } from './layout.ts';
import { readPostmaster } from './leftover.ts';

/** All that is needed to launch PostgreSQL. */
export type Launching = {
  layout: Layout;
  account: Account;
  binaries: Binaries;
  log: (sentence: string) => void;
};

/**
 * Starts PostgreSQL and resolves when it takes connections, however long it recovers.
 * @throws DatabaseFault `database-does-not-start` with PostgreSQL's own last words.
 */
export async function launch(launching: Launching): Promise<ChildProcess> {
  const child = spawnPostgres(launching);
  const since = performance.now();
  let told = false;
  while (!isReady(launching.layout.cluster, child)) {
    if (hasEnded(child)) throw doesNotStart(launching.layout);
    if (!told && performance.now() - since > 3000) {
      launching.log('PostgreSQL is putting itself in order after an unclean stop; this can take a while.');
      told = true;
    }
    await wait(15);
  }
  return child;
}

/** Whether a child has ended, or never began. */
export function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null || child.pid === undefined;
}

/**
 * In a process group of its own: Ctrl-C in a terminal goes to every process of the group, and PostgreSQL must
 * not leave before the program has answered its last requests.
 */
function spawnPostgres({ layout, account, binaries }: Launching): ChildProcess {
  const { file, args, options } = asAccount(account, binaries.postgres, ['-D', layout.cluster]);
  const output = openSync(layout.startLog, 'w', 0o600);
  const child = spawn(file, args, { ...options, detached: true, stdio: ['ignore', output, output] });
  closeSync(output);
  // A child that cannot begin is seen by its missing process number.
  child.on('error', () => {});
  child.unref();
  return child;
}

function isReady(cluster: string, child: ChildProcess): boolean {
  const postmaster = readPostmaster(cluster);
  return postmaster !== undefined && postmaster.pid === child.pid && postmaster.ready;
}

function doesNotStart(layout: Layout): DatabaseFault {
  const words = [layout.startLog, newestLog(layout.cluster)].map(lastWords).filter(text => text !== '');
  return new DatabaseFault(
    'database-does-not-start',
    `PostgreSQL does not start on ${layout.cluster}. It says:\n${words.join('\n')}`,
  );
}

function newestLog(cluster: string): string | undefined {
  const directory = join(cluster, 'log');
  try {
    const files = readdirSync(directory).map(name => join(directory, name));
    return files.toSorted((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs)[0];
  } catch {
    return undefined;
  }
}

function lastWords(file: string | undefined): string {
  if (file === undefined) return '';
  return readFileSync(file, 'utf8').trim().split('\n').slice(-5).join('\n');
}
