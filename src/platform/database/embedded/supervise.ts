import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { hasEnded, type Launching, launch } from './launch.ts';
import { type Place, sendSignal, stopLeftover, stopServer } from './leftover.ts';

/** A PostgreSQL that is kept running until it is stopped. */
export type Supervised = { pid(): number; stop(): Promise<void> };

/** How long to wait before each new try; the last one repeats, since a full disk may be emptied any time. */
const pauses = [0, 500, 2000, 10_000];

type Watched = { child: ChildProcess; stopping: AbortController };

/**
 * Starts PostgreSQL and starts it again whenever it ends without being told to.
 * @throws DatabaseFault when the first start fails; later ones are only logged and tried again.
 */
export async function supervise(launching: Launching): Promise<Supervised> {
  const place = placeOf(launching);
  await stopLeftover(place, launching.log);
  const watched = { child: await launch(launching), stopping: new AbortController() };
  // The last resort of a program that ends without stopping: nothing may wait in an exit handler.
  const leave = () => {
    if (!hasEnded(watched.child)) sendSignal(watched.child.pid ?? 0, 'INT', place);
  };
  process.on('exit', leave);
  const watching = watch(watched, launching);
  let stopped: Promise<void> | undefined;
  const stop = async () => {
    await stopWatched(watched, watching, place);
    process.off('exit', leave);
  };
  return {
    pid: () => watched.child.pid ?? 0,
    stop: () => {
      stopped ??= stop();
      return stopped;
    },
  };
}

function placeOf({ layout, binaries }: Launching): Place {
  return { cluster: layout.cluster, pgCtl: binaries.pgCtl };
}

async function watch(watched: Watched, launching: Launching): Promise<void> {
  const stopping = watched.stopping.signal;
  while (!stopping.aborted) {
    if (!hasEnded(watched.child)) await once(watched.child, 'exit');
    if (stopping.aborted) return;
    launching.log('PostgreSQL ended unexpectedly: starting it again.');
    watched.child = (await relaunch(launching, stopping)) ?? watched.child;
  }
}

/** Twice, because a start that was under way when the first came must not survive it. */
async function stopWatched(watched: Watched, watching: Promise<void>, place: Place): Promise<void> {
  watched.stopping.abort();
  watched.child.ref();
  await stopServer(watched.child.pid ?? 0, place);
  await watching;
  await stopServer(watched.child.pid ?? 0, place);
}

async function relaunch(launching: Launching, stopping: AbortSignal): Promise<ChildProcess | undefined> {
  const place = placeOf(launching);
  for (let attempt = 0; !stopping.aborted; attempt += 1) {
    const pause = pauses[Math.min(attempt, pauses.length - 1)] ?? 0;
    await wait(pause, undefined, { signal: stopping, ref: false }).catch(() => {});
    if (stopping.aborted) return undefined;
    try {
      await stopLeftover(place, () => {});
      return await launch(launching);
    } catch (fault) {
      launching.log(fault instanceof Error ? fault.message : String(fault));
    }
  }
  return undefined;
}
