import type { Line } from './lines.ts';
import { longestRecord, mostProblems, type ParsedRecord, type Problem } from './problem.ts';

/** Takes the lines of a file one by one: each answers the record that it ended, `end` the last one. */
export type LineReader = { take(line: Line): ParsedRecord | undefined; end(): ParsedRecord | undefined };

/** One tag of a record with its value; a value that went over several lines has them parted by line ends. */
export type Tagged = { readonly tag: string; text: string; readonly line: number };

/** The lines of one record while they come in. */
export type Gathered = {
  readonly line: number;
  readonly raw: string[];
  readonly tags: Tagged[];
  readonly problems: Problem[];
  size: number;
  guessed: boolean;
};

/** Nothing yet of the record that begins at `line`. */
export function gatherFrom(line: number): Gathered {
  return { line, raw: [], tags: [], problems: [], size: 0, guessed: false };
}

/** Notes a fault of a line. */
export function fault(gathered: Gathered, problem: Problem): void {
  if (gathered.problems.length < mostProblems) gathered.problems.push(problem);
}

/** Keeps a line as part of the record; answers false where the record is too large already to keep more of it. */
export function keepLine(gathered: Gathered, { number, text, isCut, guessed }: Line): boolean {
  const fits = gathered.size + text.length <= longestRecord;
  if (!fits && gathered.size <= longestRecord)
    fault(gathered, { line: number, text: 'formats.problem.tooLarge', values: { most: longestRecord } });
  // Counted beyond the limit too, so that it is said once.
  gathered.size += text.length + 1;
  if (!fits) return false;
  gathered.raw.push(text);
  if (isCut)
    fault(gathered, { line: number, text: 'formats.problem.cutLine', values: { length: text.length } });
  if (guessed !== undefined && !gathered.guessed) {
    gathered.guessed = true;
    fault(gathered, { line: number, text: 'formats.problem.encoding', values: { encoding: guessed } });
  }
  return true;
}

/** The record as it stood, without the empty lines around it. */
export function rawOf({ raw }: Gathered): string {
  return raw.join('\n').trim();
}
