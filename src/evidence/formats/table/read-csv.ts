import type { Piece } from '../decode.ts';
import { longestRecord, type ParsedRecord, type Problem } from '../problem.ts';
import { fillRow } from './fill-row.ts';
import { type Column, type CsvMapping, columnsOf } from './headings.ts';
import { type Row, rowsIn, withoutEnd } from './rows.ts';

/**
 * The rows of a table. The separator is the one that its first line has most of; a row that is broken harms no other,
 * and a cell that a spreadsheet would run is text like any other: what is written for spreadsheets neutralises it.
 */
export async function* readCsv(
  pieces: AsyncIterable<Piece>,
  mapping?: CsvMapping,
): AsyncGenerator<ParsedRecord> {
  const guessed: Problem[] = [];
  let columns: (Column | undefined)[] | undefined;
  let headings: readonly string[] = [];
  let line = 1;
  try {
    for await (const { record, raw, lines, fault } of rowsOf(pieces, guessed)) {
      const told = fault === undefined ? [] : [{ line, ...faults[fault] }];
      const about = {
        line,
        raw: withoutEnd(raw).slice(0, longestRecord),
        problems: [...guessed.splice(0), ...told],
      };
      line = lines + 1;
      if (record.every(cell => cell.trim() === '')) continue;
      if (columns !== undefined) {
        yield fillRow(record, { headings, columns }, about);
        continue;
      }
      headings = record.map(heading => heading.trim());
      columns = columnsOf(headings, mapping);
      if (!columns.includes('title')) yield noTitle(about);
    }
  } catch (error) {
    yield {
      line,
      raw: '',
      entry: undefined,
      problems: [
        {
          line,
          text: isTooLong(error) ? 'formats.problem.tooLarge' : 'formats.problem.csv.fault',
          values: { most: longestRecord },
        },
      ],
    };
  }
  if (columns === undefined)
    yield { line: 1, raw: '', entry: undefined, problems: [{ line: 1, text: 'formats.problem.none' }] };
}

const faults = {
  quote: { text: 'formats.problem.csv.quote' },
  tooLarge: { text: 'formats.problem.tooLarge', values: { most: longestRecord } },
} as const;

const noTitle = ({
  line,
  raw,
  problems,
}: {
  line: number;
  raw: string;
  problems: readonly Problem[];
}): ParsedRecord => ({
  line,
  raw,
  entry: undefined,
  problems: [...problems, { line, text: 'formats.problem.csv.noTitle' }],
});

const isTooLong = (error: unknown) =>
  error instanceof Error && 'code' in error && error.code === 'CSV_MAX_RECORD_SIZE';

/** The rows of a table, each with what stood in the file. */
export async function* rowsOf(pieces: AsyncIterable<Piece>, guessed: Problem[]): AsyncGenerator<Row> {
  const { delimiter, texts } = await separated(pieces, guessed);
  yield* rowsIn(texts, delimiter);
}

/**
 * Looks at the first line for the separator, and gives the text on, that line included. Where a line before the headings
 * tells a spreadsheet the separator (“sep=;”), it is no row, and becomes an empty one so that lines count right.
 */
async function separated(pieces: AsyncIterable<Piece>, guessed: Problem[]) {
  const all = textsOf(pieces, guessed);
  const first = await all.next();
  const [said = '', told] =
    (first.done ? '' : first.value).match(/^\uFEFF?(?:"?sep=([,;|\t])"?(?=[\r\n]))?/i) ?? [];
  const start = first.done ? '' : first.value.slice(said.length);
  const [line = ''] = start.split(/[\r\n]/, 1);
  const count = (sign: string) => line.split(sign).length;
  const delimiter =
    told ?? [',', ';', '\t', '|'].reduce((best, sign) => (count(sign) > count(best) ? sign : best));
  async function* texts() {
    yield start;
    yield* all;
  }
  return { delimiter, texts: texts() };
}

async function* textsOf(pieces: AsyncIterable<Piece>, guessed: Problem[]): AsyncGenerator<string> {
  let isTold = false;
  for await (const { text, guessed: encoding } of pieces) {
    if (encoding !== undefined && !isTold) {
      isTold = true;
      guessed.push({ line: 1, text: 'formats.problem.encoding', values: { encoding } });
    }
    if (text !== '') yield text;
  }
}
