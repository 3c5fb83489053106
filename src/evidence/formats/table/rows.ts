import { finished } from 'node:stream/promises';
import { parse } from 'csv-parse';
import { parse as parseAll } from 'csv-parse/sync';
import { longestRecord } from '../problem.ts';

type Read = { readonly record: readonly string[]; readonly raw: string };

/** A row of a table with what stood in the file. */
export type Row = Read & {
  /** How many lines of the file end with it. */
  readonly lines: number;
  /** What is wrong with it: a quotation mark opened in it and was never closed, or it is far too long. */
  readonly fault?: 'quote' | 'tooLarge';
};

// Each costs reading what follows once more, so there is an end to it.
const mostOpen = 50;

/** Where the reading of a table stands. */
type State = {
  reading: ReturnType<typeof begin>;
  /** What no row was made of yet. */
  kept: string;
  lines: number;
  /** How many rows were left open. */
  opened: number;
  /** The line that is read was given up: its rest is passed over. */
  isPassing: boolean;
};

/**
 * The rows of a table. Where a quotation mark is never closed, the row is taken to end with its line and reading goes on
 * behind it: one stray mark would otherwise swallow rows that follow, up to the next mark or to the end.
 */
export async function* rowsIn(texts: AsyncIterator<string>, delimiter: string): AsyncGenerator<Row> {
  const state: State = { reading: begin(delimiter), kept: '', lines: 0, opened: 0, isPassing: false };
  for (let isEnd = false; !isEnd; ) {
    const next = await texts.next();
    isEnd = next.done === true;
    const text = unpassed(state, next.done ? '' : next.value);
    state.kept += text;
    let error = await state.reading.take(text, isEnd);
    while (yield* wholeRows(state, delimiter, error)) {
      yield openRow(state, delimiter);
      state.reading = begin(delimiter);
      error = await state.reading.take(state.kept, isEnd);
    }
  }
}

/** What of a text is to be read: of a line that was given up, nothing. */
function unpassed(state: State, text: string): string {
  if (!state.isPassing) return text;
  const end = /\r\n|\n|\r/.exec(text);
  if (end === null) return '';
  state.isPassing = false;
  return text.slice(end.index + end[0].length);
}

/** The rows that were read, and whether the next one was left open. */
function* wholeRows(state: State, delimiter: string, error: unknown): Generator<Row, boolean> {
  for (const row of state.reading.rows.splice(0)) {
    if (state.opened < mostOpen && hasSwallowed(row, delimiter)) return true;
    yield passed(state, row);
  }
  if (error !== undefined && (!isLeftOpen(error) || state.opened === mostOpen)) throw error;
  return error !== undefined;
}

/** The next line as a row by itself. */
function openRow(state: State, delimiter: string): Row {
  const [raw = '', line = ''] = /^([^\r\n]*)(?:\r\n|\n|\r)?/.exec(state.kept) ?? [];
  const cells = line.split(delimiter).map(cell => cell.trim().replace(/^"|"$/g, '').replaceAll('""', '"'));
  // Of a line without an end so far the rest would otherwise be read as rows of its own.
  const isLong = line.length > longestRecord && raw.length === state.kept.length && raw === line;
  state.isPassing = isLong;
  if (!isLong) state.opened += 1;
  return passed(state, { record: cells, raw }, isLong ? 'tooLarge' : 'quote');
}

function passed(state: State, row: Read, fault?: Row['fault']): Row {
  state.kept = behind(state.kept, row.raw);
  // The parser counts a line end of two signs twice where it stands in a cell.
  state.lines += withoutEnd(row.raw).split(/\r\n|\n|\r/).length;
  return { ...row, lines: state.lines, ...(fault && { fault }) };
}

/** A row without its line end. An expression would look through empty lines in its cells once for each of them. */
export function withoutEnd(raw: string): string {
  let end = raw.length;
  while (raw[end - 1] === '\n' || raw[end - 1] === '\r') end -= 1;
  return raw.slice(0, end);
}

/** The text behind a row; of a line end of two signs the parser gives the first with the row. */
function behind(text: string, raw: string): string {
  const rest = text.slice(raw.length);
  return raw.endsWith('\r') && rest.startsWith('\n') ? rest.slice(1) : rest;
}

/** Whether a cell runs over lines to the mark of another cell: then the row breaks the rules that `relax_quotes` relaxes. */
function hasSwallowed({ record, raw }: Read, delimiter: string): boolean {
  if (!record.some(cell => /[\r\n]/.test(cell) && cell.includes('"'))) return false;
  try {
    parseAll(raw, { delimiter, relax_column_count: true });
    return false;
  } catch {
    return true;
  }
}

/** Begins to read a table; a fault of it is what `take` answers. */
function begin(delimiter: string) {
  const rows: Read[] = [];
  const parser = parse({
    ...{ delimiter, relax_quotes: true, relax_column_count: true },
    ...{ max_record_size: longestRecord, raw: true },
    // Rows are kept here: those that a stream has not given away yet are lost when it fails.
    on_record: (row: unknown) => {
      rows.push(row as Read);
      return null;
    },
  });
  const end = finished(parser).then(
    () => undefined,
    (error: unknown) => error,
  );
  parser.resume();
  const written = (text: string) => new Promise<unknown>(done => parser.write(text, done));
  return {
    rows,
    async take(text: string, isEnd: boolean): Promise<unknown> {
      const error = text === '' ? undefined : await written(text);
      if (error || !isEnd) return error ?? undefined;
      parser.end();
      return end;
    },
  };
}

const isLeftOpen = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  (error.code === 'CSV_QUOTE_NOT_CLOSED' || error.code === 'CSV_MAX_RECORD_SIZE');
