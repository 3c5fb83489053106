import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { glob } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { findBinaries } from '../../src/platform/database/embedded/binaries.ts';
import { startEmbedded } from '../../src/platform/database/embedded/index.ts';
import { layoutOf } from '../../src/platform/database/embedded/layout.ts';
import { stopLeftover } from '../../src/platform/database/embedded/leftover.ts';
import { takeLock } from '../../src/platform/database/embedded/lock.ts';
import { root } from './command.ts';
import { inLanes } from './lanes.ts';
import { tellStep } from './tell.ts';

/** A PostgreSQL for one run of the tests. */
export type TestCluster = { stop(): Promise<void> };

const prefix = join(tmpdir(), 'ownwords-tests-');

/** Starts a throw-away PostgreSQL and tells the tests where it is, by OWNWORDS_TEST_ADMIN_URL. */
export async function startTestCluster(): Promise<TestCluster> {
  const began = performance.now();
  await clearAbandoned();
  const directory = mkdtempSync(prefix);
  const log = (sentence: string) => console.log(sentence);
  const embedded = await startEmbedded({ dataDirectory: directory, durable: false, log });
  process.env.OWNWORDS_TEST_ADMIN_URL = embedded.adminUrl;
  tellStep('database', { ok: true, began });
  return {
    stop: async () => {
      await embedded.stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** A run that was killed outright leaves its PostgreSQL behind, and no later start on that directory ends it. */
async function clearAbandoned(): Promise<void> {
  const { pgCtl } = await findBinaries();
  for (const name of readdirSync(tmpdir()).filter(found => found.startsWith(basename(prefix)))) {
    const { data, cluster } = layoutOf(join(tmpdir(), name));
    try {
      const lock = takeLock(data);
      if (existsSync(cluster)) await stopLeftover({ cluster, pgCtl }, () => {});
      lock.release();
      rmSync(data, { recursive: true, force: true });
    } catch {
      // Another run is at work there, or another person's.
    }
  }
}

/** The test files whose path contains one of the words; all of them when there are no words. */
export async function findTests(words: readonly string[]): Promise<string[]> {
  const found = await Array.fromAsync(glob(['src/**/*.test.ts', 'test/**/*.test.ts'], { cwd: root }));
  const paths = found.map(path => path.replaceAll('\\', '/')).toSorted();
  const wanted = words.map(word => word.replaceAll('\\', '/').replace(/^\.\//, ''));
  return wanted.length === 0 ? paths : paths.filter(path => wanted.some(word => path.includes(word)));
}

const stopping = new AbortController();

/** Ends the tests that are running, when they are broken off. */
export const stopTests = () => stopping.abort();

/** What a run came to: whether all is well, and the counts as lines of text. */
export type Outcome = { ok: boolean; summary: string[] };

/** Up to so many files each has a process of its own, as it is when one is worked on. */
const filesTogether = 20;

/** What takes longer than this hangs; a lane on a busy machine does not. */
const longestFile = 1_200_000;

/** Runs test files, two at a time, showing what they say; only the tests whose name fits `names`, if it is given. */
export async function runTests(files: readonly string[], names: string | undefined): Promise<Outcome> {
  const tests = run({
    files: files.length > filesTogether ? inLanes(longestFirst(files)) : longestFirst(files),
    cwd: root,
    concurrency: 2,
    timeout: longestFile,
    signal: stopping.signal,
    ...(names === undefined ? {} : { testNamePatterns: [new RegExp(names)] }),
  });
  const outcome: Outcome = { ok: false, summary: [] };
  tests.on('test:summary', ({ file, success, counts, duration_ms }) => {
    if (file !== undefined) return;
    outcome.ok = success;
    outcome.summary = Object.entries({ ...counts, seconds: Math.round(duration_ms / 1000) }).map(
      ([name, count]) => `${name} ${count}`,
    );
  });
  for await (const said of tests.compose(new spec())) process.stdout.write(said);
  return outcome;
}

/** Whole journeys and kills take the longest: begun last, they would leave the others with nothing to do. */
function longestFirst(files: readonly string[]): string[] {
  const long = (path: string) => path.startsWith('test/');
  return [...files.filter(long).toReversed(), ...files.filter(path => !long(path))];
}
