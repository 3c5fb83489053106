import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Address } from './address.ts';

/** What postmaster.pid says. */
export type Postmaster = { pid: number; address: Address; ready: boolean };

/** A cluster, and the program that speaks to its server. */
export type Place = { cluster: string; pgCtl: string };

/** Reads postmaster.pid; `undefined` when there is none or it is half-written. */
export function readPostmaster(cluster: string): Postmaster | undefined {
  const file = join(cluster, 'postmaster.pid');
  if (!existsSync(file)) return undefined;
  const [pid, , , port, socketDirectory, , , state] = readFileSync(file, 'utf8').split('\n');
  if (!Number(pid)) return undefined;
  return {
    pid: Number(pid),
    address: { socketDirectory: socketDirectory || undefined, port: Number(port) },
    ready: state?.trim() === 'ready',
  };
}

/**
 * Whether a process really is PostgreSQL at work on this cluster. A process number alone proves nothing: it
 * may have been given to somebody else since. A process that has ended and was not collected is none.
 */
export function isServing(pid: number, cluster: string): boolean {
  try {
    return process.platform === 'linux' ? servesOnLinux(pid, cluster) : servesElsewhere(pid, cluster);
  } catch {
    return false;
  }
}

/** After an update the program that still runs was deleted: Linux then adds a word to its name. */
function servesOnLinux(pid: number, cluster: string): boolean {
  const program = basename(readlinkSync(`/proc/${pid}/exe`).replace(/ \(deleted\)$/, ''));
  return program === 'postgres' && readlinkSync(`/proc/${pid}/cwd`) === realpathSync(cluster);
}

function servesElsewhere(pid: number, cluster: string): boolean {
  const command =
    process.platform === 'win32'
      ? execFileSync('powershell', [
          '-c',
          `(Get-CimInstance Win32_Process -Filter "ProcessId=${pid}").CommandLine`,
        ])
      : execFileSync('ps', ['-ww', '-o', 'command=', '-p', String(pid)]);
  const text = command.toString();
  return text.includes('postgres') && text.includes(cluster);
}

/**
 * Stops what a killed program left behind, so that a new PostgreSQL can start on the cluster, and clears a
 * stale postmaster.pid. Only processes proved to be ours are ever signalled.
 */
export async function stopLeftover(place: Place, log: (sentence: string) => void): Promise<void> {
  const { cluster } = place;
  const left = readPostmaster(cluster);
  if (left && isServing(left.pid, cluster)) {
    log(`An earlier Ownwords was killed and left PostgreSQL behind (process ${left.pid}): stopping it.`);
    await stopServer(left.pid, place);
  }
  for (const pid of orphans(cluster)) await stopServer(pid, place, ['TERM', 'QUIT', 'KILL']);
  for (const name of lockFiles(cluster)) rmSync(join(cluster, name), { force: true });
}

/** PostgreSQL trusts the bare process numbers in these, and would wait for a stranger who has one of them. */
function lockFiles(cluster: string): string[] {
  return readdirSync(cluster).filter(
    name => name === 'postmaster.pid' || /^\.s\.PGSQL\.\d+(\.lock)?$/.test(name),
  );
}

/** Without their postmaster, backends leave only when they next look up; one in a long query does not. */
function orphans(cluster: string): number[] {
  if (process.platform !== 'linux') return [];
  const pids = readdirSync('/proc').map(Number).filter(Number.isInteger);
  return pids.filter(pid => pid > 0 && isServing(pid, cluster));
}

type Signal = 'INT' | 'QUIT' | 'TERM' | 'KILL';

/**
 * Stops a PostgreSQL: quickly but cleanly first (no new work, open transactions undone), and after 20 s
 * without waiting for anybody. Resolves when it is gone.
 */
export async function stopServer(
  pid: number,
  place: Place,
  signals: readonly Signal[] = ['INT', 'QUIT', 'KILL'],
): Promise<void> {
  for (const signal of signals) {
    if (!isServing(pid, place.cluster)) return;
    sendSignal(pid, signal, place);
    if (await gone(pid, place.cluster, signal === 'INT' ? 20_000 : 6_000)) return;
  }
}

/** Windows has no signals; pg_ctl speaks to PostgreSQL in its own way there. */
export function sendSignal(pid: number, signal: Signal, place: Place): void {
  try {
    if (process.platform === 'win32') execFileSync(place.pgCtl, ['kill', signal, String(pid)]);
    else process.kill(pid, `SIG${signal}`);
  } catch {
    // It ended between the look and the signal.
  }
}

async function gone(pid: number, cluster: string, patience: number): Promise<boolean> {
  const until = performance.now() + patience;
  while (performance.now() < until) {
    if (!isServing(pid, cluster)) return true;
    await wait(process.platform === 'linux' ? 20 : 200);
  }
  return false;
}
