import { DatabaseFault } from '../src/platform/database/embedded/index.ts';
import { stopWithParent } from '../src/platform/launched.ts';
import { runChecks } from './run/checks.ts';
import { stopCommands } from './run/command.ts';
import { findChromium, howToGetChromium, installMissing } from './run/programs.ts';
import { findTests, runTests, startTestCluster, stopTests, type TestCluster } from './run/suite.ts';
import { tellStep } from './run/tell.ts';

/**
 * `npm test`: the browser, types, lint, structure, unused, every branch of the law, then every test on one throw-away PostgreSQL.
 * `npm test -- src/voice sign-in`: only the tests whose path contains one of the words, and nothing else.
 * `npm test -- --test-name-pattern=leave`: only the tests whose name fits.
 */
async function main(): Promise<number> {
  const words = process.argv.slice(2).filter(word => !word.startsWith('--'));
  const options = process.argv.slice(2).filter(word => word.startsWith('--'));
  const names = options.map(option => /^--test-name-pattern=(.+)$/.exec(option)?.[1]);
  if (names.includes(undefined))
    return refuse(`The only option is --test-name-pattern=PATTERN, not ${options.join(' ')}.`);
  let cluster: TestCluster | undefined;
  stopWithParent(async () => {
    stopCommands();
    stopTests();
    await cluster?.stop();
    process.exit(130);
  });
  const files = await findTests(words);
  if (files.length === 0) return refuse(`No test file has a path that contains ${words.join(' or ')}.`);
  const isWhole = words.length === 0;
  if (!(await readyChromium(isWhole))) return 1;
  const failed = isWhole ? await runChecks() : [];
  cluster = await startTestCluster();
  try {
    const { ok, summary } = await runTests(files, names[0]);
    if (failed.length > 0) console.log(`\nThese failed before the tests, see above: ${failed.join(', ')}`);
    if (failed.length > 0 || !ok) console.log(`\n${summary.join('\n')}`);
    return failed.length > 0 || !ok ? 1 : 0;
  } finally {
    await cluster.stop();
  }
}

async function readyChromium(isWhole: boolean): Promise<boolean> {
  const began = performance.now();
  if (isWhole) await installMissing();
  const path = findChromium();
  if (path) process.env.CHROMIUM = path;
  if (isWhole) tellStep('chromium', { ok: path !== undefined, began, said: howToGetChromium });
  return path !== undefined || !isWhole;
}

function refuse(sentence: string): number {
  console.error(sentence);
  return 2;
}

process.exit(
  await main().catch((fault: unknown) => {
    console.error(fault instanceof DatabaseFault ? fault.message : fault);
    return 1;
  }),
);
