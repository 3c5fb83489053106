import type { Piece } from '../decode.ts';
import { longestRecord, type ParsedRecord, type Problem } from '../problem.ts';
import { fillCsl } from './fill-csl.ts';

/** Nothing in CSL-JSON lies deeper than five. */
const deepest = 50;

type State = {
  depth: number;
  inText: boolean;
  escaped: boolean;
  raw: string;
  start: number;
  line: number;
  tooBig: boolean;
  tooDeep: boolean;
  guessed: string | undefined;
  found: number;
};

/**
 * The items of a CSL-JSON file, each cut out by its braces and parsed alone: a fault in one harms no other. One item
 * without a list around it is read too, and so is a list with something around it.
 */
export async function* readCsl(pieces: AsyncIterable<Piece>): AsyncGenerator<ParsedRecord> {
  const state: State = {
    depth: 0,
    inText: false,
    escaped: false,
    raw: '',
    start: 1,
    line: 1,
    tooBig: false,
    tooDeep: false,
    guessed: undefined,
    found: 0,
  };
  for await (const piece of pieces) {
    state.guessed ??= piece.guessed;
    yield* scan(state, piece.text);
  }
  const { raw, start, found } = state;
  if (raw.trim() !== '')
    yield {
      line: start,
      raw,
      entry: undefined,
      problems: [{ line: start, text: 'formats.problem.json.noEnd' }],
    };
  else if (found === 0)
    yield { line: 1, raw: '', entry: undefined, problems: [{ line: 1, text: 'formats.problem.none' }] };
}

function* scan(state: State, text: string): Generator<ParsedRecord> {
  let from = state.depth > 0 ? 0 : -1;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text.charCodeAt(at);
    if (sign === 10) state.line += 1;
    if (state.inText) {
      if (state.escaped) state.escaped = false;
      else if (sign === 92) state.escaped = true;
      else if (sign === 34) state.inText = false;
    } else if (sign === 34 && state.depth > 0) state.inText = true;
    else if (sign === 123) {
      state.depth += 1;
      if (state.depth > deepest) state.tooDeep = true;
      if (state.depth === 1) {
        from = at;
        state.start = state.line;
      }
    } else if (sign === 125 && state.depth > 0) {
      state.depth -= 1;
      if (state.depth > 0) continue;
      keepRaw(state, text.slice(from, at + 1));
      from = -1;
      yield* items(state);
    }
  }
  if (from >= 0) keepRaw(state, text.slice(from));
}

function keepRaw(state: State, text: string) {
  if (state.raw.length + text.length > longestRecord) state.tooBig = true;
  else state.raw += text;
}

function* items(state: State): Generator<ParsedRecord> {
  const { raw, start: line, tooBig, tooDeep, guessed } = state;
  const problems: Problem[] = [];
  if (guessed !== undefined)
    problems.push({ line, text: 'formats.problem.encoding', values: { encoding: guessed } });
  Object.assign(state, {
    raw: '',
    tooBig: false,
    tooDeep: false,
    guessed: undefined,
    found: state.found + 1,
  });
  const refuse = (problem: Problem): ParsedRecord => ({
    line,
    raw,
    entry: undefined,
    problems: [...problems, problem],
  });
  if (tooBig)
    return yield refuse({
      line,
      text: 'formats.problem.tooLargeToRead',
      values: { most: longestRecord },
    });
  if (tooDeep || raw.includes('['.repeat(deepest)))
    return yield refuse({ line, text: 'formats.problem.json.deep' });
  const item = parsed(raw);
  if (item === undefined) return yield refuse({ line, text: 'formats.problem.json.fault' });
  const inside = itemsIn(item);
  if (inside === undefined) return yield fillCsl(item, { line, raw, problems });
  for (const one of inside) yield fillCsl(one, { line, raw: JSON.stringify(one), problems });
}

function parsed(raw: string): unknown {
  try {
    return JSON.parse(raw);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

/** The items of a list that something is put around: by Crossref (“message”), pandoc (“references”) and others. */
function itemsIn(item: unknown): readonly unknown[] | undefined {
  if (!isObject(item) || 'type' in item || 'title' in item) return undefined;
  const around = isObject(item.message) ? item.message : item;
  const list = around.items ?? around.references;
  if (Array.isArray(list) && list.length > 0 && list.every(isObject)) return list;
  return around === item ? undefined : [around];
}
