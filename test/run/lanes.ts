import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './command.ts';

/** As many files as share a process. A file that hangs takes its lane with it, so a lane is not long. */
const filesOfALane = 10;

/**
 * The same tests in fewer processes, because each process loads the whole program anew: files of the source tree stand
 * one after the other in lanes, each in a suite of its own with its own `before` and `after`. Files under test/ stay
 * alone: they are journeys, attacks and kills, each as long as a lane.
 * @param files the test files
 * @returns the files to run: some as they were given, and one for each lane, under .cache/lanes
 */
export function inLanes(files: readonly string[]): string[] {
  const folder = join(root, '.cache', 'lanes');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const alone = files.filter(path => path.startsWith('test/'));
  const shared = files.filter(path => !path.startsWith('test/'));
  const count = Math.ceil(shared.length / filesOfALane);
  const lanes = Array.from({ length: count }, (_, lane) => {
    const path = join(folder, `lane-${lane + 1}.test.ts`);
    // Every so-many-th file, so that the heavy files of one room do not meet in one lane.
    writeFileSync(path, textOf(shared.filter((_file, at) => at % count === lane)));
    return path;
  });
  return [...alone, ...lanes];
}

function textOf(files: readonly string[]): string {
  const suites = files.map(path => {
    const url = JSON.stringify(pathToFileURL(join(root, path)).href);
    // One is over before the next is loaded: of two that load at once, the tests of one could fall to the other.
    return `await suite(${JSON.stringify(path)}, async () => { await import(${url}); });`;
  });
  return [`import { suite } from 'node:test';`, ...suites, ''].join('\n');
}
