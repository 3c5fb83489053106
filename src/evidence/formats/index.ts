import type { LineReader } from './gather.ts';
import { linesOf } from './lines.ts';
import type { ParsedRecord } from './problem.ts';
import type { Format } from './recognise.ts';
import { risReader } from './ris/read-ris.ts';

export type { ParsedRecord, Problem } from './problem.ts';
export { type Format, formats, isPacked, recogniseFormat } from './recognise.ts';

/** For a table: which of its headings holds which field of an entry. */
export type CsvMapping = Readonly<Record<string, string>>;

const lineReaders: Partial<Record<Format, () => LineReader>> = { ris: risReader };

/**
 * The records of a file, one after the other as it comes in; at any time no more than one record is held. It never
 * throws for what a file contains: what cannot be read is a record without an entry and with a problem.
 */
export async function* parseRecords(
  source: AsyncIterable<Uint8Array>,
  { format }: { format: Format; mapping?: CsvMapping },
): AsyncGenerator<ParsedRecord> {
  const reader = lineReaders[format];
  if (reader === undefined) {
    yield { line: 1, raw: '', entry: undefined, problems: [{ line: 1, text: 'formats.problem.notYet' }] };
    return;
  }
  yield* byLine(source, reader());
}

async function* byLine(source: AsyncIterable<Uint8Array>, reader: LineReader): AsyncGenerator<ParsedRecord> {
  for await (const lines of linesOf(source)) {
    for (const line of lines) {
      const record = reader.take(line);
      if (record !== undefined) yield record;
    }
  }
  const last = reader.end();
  if (last !== undefined) yield last;
}
