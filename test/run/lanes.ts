import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './command.ts';

/** As many files as share a process. A file that hangs takes its lane with it, so a lane is not long. */
const filesOfALane = 10;

/** One for each of the files that run at a time. */
const lanesOfJourneys = 2;

/**
 * The same tests in fewer processes, because each process loads the whole program anew: files stand one after the other
 * in lanes, each in a suite of its own with its own `before` and `after`. Attacks, kills and the launcher stay alone:
 * each is as long as a lane.
 * @param files the test files
 * @returns the files to run: some as they were given, and one for each lane, under .cache/lanes
 */
export function inLanes(files: readonly string[]): string[] {
  const folder = join(root, '.cache', 'lanes');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const shared = files.filter(path => !path.startsWith('test/'));
  const journeys = files.filter(path => path.startsWith('test/journeys/'));
  const lanes = [
    ...dealt(journeys, lanesOfJourneys),
    ...dealt(shared, Math.ceil(shared.length / filesOfALane)),
  ];
  const alone = files.filter(path => !lanes.flat().includes(path));
  const written = lanes.map((lane, at) => {
    const path = join(folder, `lane-${at + 1}.test.ts`);
    writeFileSync(path, textOf(lane));
    return path;
  });
  return [...alone, ...written];
}

/** Deals files to so many lanes in turn, so that the heavy files of one room do not meet in one lane. */
function dealt(files: readonly string[], lanes: number): string[][] {
  const hands = Array.from({ length: lanes }, (_, lane) => files.filter((_file, at) => at % lanes === lane));
  return hands.filter(hand => hand.length > 0);
}

function textOf(files: readonly string[]): string {
  const suites = files.map(path => {
    const url = JSON.stringify(pathToFileURL(join(root, path)).href);
    // One is over before the next is loaded: of two that load at once, the tests of one could fall to the other.
    return `await suite(${JSON.stringify(path)}, async () => { await import(${url}); });`;
  });
  return [`import { suite } from 'node:test';`, ...suites, ''].join('\n');
}
