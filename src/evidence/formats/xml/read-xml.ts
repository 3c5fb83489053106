import type { Piece } from '../decode.ts';
import { longestRecord, type ParsedRecord, type Problem } from '../problem.ts';
import { treeOf, type XmlElement } from './tree.ts';

/** How a format of XML parts its records, and what it makes of one. */
export type XmlManner = {
  readonly record: string;
  fill(element: XmlElement, about: { line: number; raw: string; problems: readonly Problem[] }): ParsedRecord;
};

/**
 * The records of an XML file, each cut out of it and parsed alone: a fault in one harms no other, no more than one is
 * held, and what the file declares before the first (entities, other files) never reaches the parser. Of records
 * inside records the innermost counts, as in answers that wrap them.
 */
export async function* readXml(
  pieces: AsyncIterable<Piece>,
  manner: XmlManner,
): AsyncGenerator<ParsedRecord> {
  const start = new RegExp(`<(?:[\\w.-]+:)?(?:${manner.record})(?=[\\s>/])`, 'g');
  const end = new RegExp(`</(?:[\\w.-]+:)?(?:${manner.record})\\s*>`, 'g');
  const state = { text: '', looked: 0, line: 1, problems: [] as Problem[], found: 0 };
  for await (const piece of pieces) {
    state.text += piece.text;
    if (piece.guessed)
      note(state, {
        line: state.line,
        text: 'formats.problem.encoding',
        values: { encoding: piece.guessed },
      });
    // A piece may be as short as a line: what has no end yet is looked through again when it is twice as long.
    if (piece.text.search(end) < 0 && state.text.length < 2 * state.looked) continue;
    yield* whole(state, { start, end, manner });
    shorten(state, start);
    state.looked = state.text.length;
  }
  yield* whole(state, { start, end, manner });
  const left = state.text.search(new RegExp(start.source));
  if (left >= 0)
    yield record(
      state,
      state.text.slice(left),
      state.line + lineEnds(state.text.slice(0, left)),
      manner,
      true,
    );
  else if (state.found === 0) yield none(state);
}

type State = { text: string; looked: number; line: number; problems: Problem[]; found: number };
type Marks = { start: RegExp; end: RegExp; manner: XmlManner };

function* whole(state: State, { start, end, manner }: Marks): Generator<ParsedRecord> {
  let from = 0;
  let line = state.line;
  end.lastIndex = 0;
  for (let found = end.exec(state.text); found !== null; found = end.exec(state.text)) {
    const to = found.index + found[0].length;
    const before = state.text.slice(from, to);
    declared(state, before, line);
    const at = lastStart(before, start);
    if (at >= 0) yield record(state, before.slice(at), line + lineEnds(before.slice(0, at)), manner);
    line += lineEnds(before);
    from = to;
  }
  state.text = state.text.slice(from);
  state.line = line;
}

function lastStart(text: string, start: RegExp): number {
  let last = -1;
  start.lastIndex = 0;
  for (let found = start.exec(text); found !== null; found = start.exec(text)) last = found.index;
  return last;
}

function declared(state: State, text: string, line: number) {
  if (text.includes('<!ENTITY')) note(state, { line, text: 'formats.problem.xml.declares' });
}

function note(state: State, problem: Problem) {
  if (!state.problems.some(({ text }) => text === problem.text)) state.problems.push(problem);
}

/** What will never be part of a record is let go; a record without its end is given up when it is too large. */
function shorten(state: State, start: RegExp) {
  const at = state.text.search(new RegExp(start.source));
  const drop =
    at < 0 ? state.text.length - 100 : state.text.length > longestRecord ? state.text.length - 100 : 0;
  if (drop <= 0) return;
  declared(state, state.text.slice(0, drop), state.line);
  if (at >= 0)
    note(state, {
      line: state.line,
      text: 'formats.problem.tooLargeToRead',
      values: { most: longestRecord },
    });
  state.line += lineEnds(state.text.slice(0, drop));
  state.text = state.text.slice(drop);
}

function record(state: State, raw: string, line: number, manner: XmlManner, isCut = false): ParsedRecord {
  const problems = state.problems;
  state.problems = [];
  state.found += 1;
  if (isCut) problems.push({ line, text: 'formats.problem.xml.noEnd' });
  const root = treeOf(raw.slice(0, longestRecord), line, problems);
  if (root === undefined) return { line, raw, entry: undefined, problems };
  return manner.fill(root, { line, raw, problems });
}

function none(state: State): ParsedRecord {
  const problems: Problem[] = [...state.problems, { line: 1, text: 'formats.problem.none' }];
  return { line: 1, raw: state.text.trim(), entry: undefined, problems };
}

function lineEnds(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}
