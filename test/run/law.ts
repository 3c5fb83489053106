import { glob } from 'node:fs/promises';
import { basename } from 'node:path';
import { root } from './command.ts';

const folder = 'src/casework/rules';
/** It holds the rules against the tables of a database, and there is none yet. */
const withDatabase = 'document-kinds.test.ts';

/**
 * What to give to node so that the tests of the statutory rules alone, without a page or a database, walk every
 * branch, line and function of them. What is not walked fails, with its place.
 */
export async function everyBranchOfTheLaw(): Promise<string[]> {
  const tests = await Array.fromAsync(glob(`${folder}/**/*.test.ts`, { cwd: root }));
  return [
    // One process: counts of several are laid together generously, and it takes two seconds instead of ten.
    ...['--test', '--test-isolation=none', '--test-reporter=dot'],
    ...['--experimental-test-coverage', `--test-coverage-include=${folder}/**/*.ts`],
    '--test-coverage-exclude=**/*.test.ts',
    ...['branches', 'lines', 'functions'].map(what => `--test-coverage-${what}=100`),
    'test/run/every-rule.ts',
    ...tests.filter(path => basename(path) !== withDatabase).toSorted(),
  ];
}
