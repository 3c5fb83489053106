import { setTimeout as wait } from 'node:timers/promises';
import type { Pools } from '../database/index.ts';
import type { Clock } from '../time/index.ts';
import { type Checkpoint, readCheckpoint, stillHolds, writeCheckpoint } from './checkpoint.ts';
import { type AuditKeys, claimKey } from './keys.ts';
import { sealNext } from './seal-rows.ts';

export type SealerSettings = {
  pools: Pools;
  keys: AuditKeys;
  clock: Clock;
  /** The file that remembers the newest seal outside the database. */
  checkpoint: string;
  log: (sentence: string) => void;
};

/** A sealer at work. */
export type RunningSealer = { stop(): Promise<void> };

/**
 * Seals once a second.
 * @throws AuditKeyFault when the database's audit is sealed with another key
 */
export async function runSealer(settings: SealerSettings): Promise<RunningSealer> {
  await claimKey(settings.pools, settings.keys);
  const remember = await rememberIn(settings);
  const stopping = new AbortController();
  const pause = (ms: number) =>
    wait(ms, undefined, { signal: stopping.signal, ref: false }).catch(() => undefined);
  const sealing = (async () => {
    for (let failures = 0; !stopping.signal.aborted; ) {
      try {
        const seal = await sealNext(settings.pools, settings.keys, settings.clock.now());
        if (seal) remember(seal);
        failures = 0;
        await pause(seal ? 0 : 1000);
      } catch (error) {
        failures += 1;
        if (failures === 3) settings.log(`The audit cannot be sealed just now: ${said(error)}`);
        await pause(Math.min(1000 * 2 ** failures, 30_000));
      }
    }
  })();
  return {
    stop: () => {
      stopping.abort();
      return sealing;
    },
  };
}

/**
 * The checkpoint follows the chain only while the chain holds what it remembers: else the memory of what was cut
 * off would be written over by the next seal.
 */
async function rememberIn({ pools, checkpoint, log }: SealerSettings) {
  const known = readOrSay(checkpoint, log);
  if (known === 'unreadable') return () => {};
  if (known && !(await stillHolds(pools, known))) {
    log(
      `The database does not hold seal ${known.seal} of the audit as ${checkpoint} remembers it. ` +
        'Run "ownwords verify", and find out why before you delete that file.',
    );
    return () => {};
  }
  return (seal: Parameters<typeof writeCheckpoint>[1]) => writeCheckpoint(checkpoint, seal);
}

/** A file that nobody can read is no reason to leave the audit unsealed. */
function readOrSay(checkpoint: string, log: SealerSettings['log']): Checkpoint | 'unreadable' | undefined {
  try {
    return readCheckpoint(checkpoint);
  } catch (error) {
    log(said(error));
    return 'unreadable';
  }
}

const said = (error: unknown) => (error instanceof Error ? error.message : String(error));
