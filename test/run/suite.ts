import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { glob } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { findBinaries } from '../../src/platform/database/embedded/binaries.ts';
import { startEmbedded } from '../../src/platform/database/embedded/index.ts';
import { layoutOf } from '../../src/platform/database/embedded/layout.ts';
import { stopLeftover } from '../../src/platform/database/embedded/leftover.ts';
import { takeLock } from '../../src/platform/database/embedded/lock.ts';
import { root, runCommand } from './command.ts';
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

const summaryLine = /^ℹ (tests|suites|pass|fail|cancelled|skipped|todo|duration_ms) /;

/**
 * Runs test files, two at a time, showing what they say. Resolves with the exit code and the summary, which
 * Node prints before the details of what failed.
 */
export async function runTests(files: readonly string[], flags: readonly string[]) {
  const args = [
    '--test',
    '--test-concurrency=2',
    '--test-timeout=300000',
    '--test-reporter=spec',
    ...flags,
    ...files,
  ];
  const { code, said } = await runCommand(process.execPath, args, text => process.stdout.write(text));
  return {
    code,
    summary: stripVTControlCharacters(said)
      .split('\n')
      .filter(line => summaryLine.test(line)),
  };
}
