import { type CsvError, parse } from 'csv-parse/sync';
import type { TextKey, TextValues } from '../../platform/language/index.ts';
import { readCell } from '../../platform/statistics/index.ts';

/** A row of a file, as a spreadsheet counts: the headings are row 1. */
export type FileRow = { number: number; cells: string[] };

/** A file as it was understood, or a sentence why it was not. */
export type ReadFile =
  | { ok: true; encoding: 'utf-8' | 'windows-1252'; headings: string[]; rows: FileRow[] }
  | { ok: false; says: TextKey; values?: TextValues };

/** Larger files are refused: a national register of ten thousand entries is a fifth of it. */
export const largestFile = 20 * 1024 * 1024;
export const mostRows = 50_000;
const longestRow = 200_000;
const longestCell = 30_000;
const mostColumns = 200;
/** The blank rows among them count too: each costs time, and a file of commas alone holds ten million. */
const mostLines = 4 * mostRows;

const refuse = (says: TextKey, values: TextValues = {}): ReadFile => ({ ok: false, says, values });

/**
 * Reads a CSV file: UTF-8 with or without its mark, or Windows-1252, which Excel writes; commas, semicolons or tabs;
 * any kind of line end. Rows in which nothing stands are left out.
 * @returns headings and rows, each as many cells as it has; or why it cannot be read, with nothing half-read
 */
export function readFile(bytes: Uint8Array): ReadFile {
  if (bytes.length > largestFile)
    return refuse('import.file.tooLarge', { mebibytes: largestFile / 1024 / 1024 });
  const { text, encoding } = decode(bytes);
  if (text.includes('\0')) return refuse('import.file.notText');
  if (text.trim() === '') return refuse('import.file.empty');
  const parsed = parseRows(text);
  if ('ok' in parsed) return parsed;
  const [first, ...rest] = parsed;
  const headings = (first?.cells ?? []).map(cell => cell.trim());
  if (headings.length < 2) return refuse('import.file.oneColumn');
  if (headings.length > mostColumns) return refuse('import.file.columns', { max: mostColumns });
  if (rest.length === 0) return refuse('import.file.noRows');
  if (rest.length > mostRows) return refuse('import.file.rows', { max: mostRows });
  const long = rest.find(({ cells }) => cells.some(cell => cell.length > longestCell));
  if (long) return refuse('import.file.cell', { row: long.number, max: longestCell });
  return { ok: true, encoding, headings, rows: rest };
}

function decode(bytes: Uint8Array): { text: string; encoding: 'utf-8' | 'windows-1252' } {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'utf-8' };
  } catch {
    return { text: new TextDecoder('windows-1252').decode(bytes), encoding: 'windows-1252' };
  }
}

/** The rows in which something stands; no more of them, and of nothing else, than are needed to refuse the file. */
function parseRows(text: string): FileRow[] | ReadFile {
  const rows: FileRow[] = [];
  let lines = 0;
  try {
    parse(withoutBlankEnd(text), {
      delimiter: delimiterOf(text),
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: longestRow,
      to: mostLines + 1,
      on_record: (record: string[], info) => {
        lines = info.records;
        if (rows.length <= mostRows + 1 && record.some(cell => cell.trim() !== ''))
          rows.push({ number: info.records + info.empty_lines, cells: withinColumns(record).map(readCell) });
        return null;
      },
    });
  } catch (error) {
    return refuse(...saidOf(error as CsvError));
  }
  return lines > mostLines ? refuse('import.file.rows', { max: mostRows }) : rows;
}

/** Spreadsheets write rows to their very end, a million of them: what comes behind the last word goes before it is read. */
function withoutBlankEnd(text: string): string {
  let end = text.length;
  while (end > 0 && ' ,;\t\r\n'.includes(text[end - 1] ?? '')) end -= 1;
  const behind = text.slice(end).search(/[\r\n]/);
  return behind < 0 ? text : text.slice(0, end + behind);
}

/** A row is as long as something stands in it, or as a file may be wide. */
const withinColumns = (cells: string[]): string[] =>
  cells.length <= mostColumns
    ? cells
    : cells.slice(0, Math.max(mostColumns, cells.findLastIndex(cell => cell.trim() !== '') + 1));

/** The first of these that stands in the line of headings more often than the others. */
function delimiterOf(text: string): string {
  const heads =
    text
      .slice(0, 10_000)
      .split(/[\r\n]/)
      .find(line => line.trim() !== '') ?? '';
  const count = (sign: string) => heads.split(sign).length;
  return [',', ';', '\t'].reduce((most, sign) => (count(sign) > count(most) ? sign : most));
}

function saidOf({ code, lines }: CsvError): [TextKey, TextValues] {
  const line = typeof lines === 'number' ? lines : 1;
  if (code === 'CSV_MAX_RECORD_SIZE') return ['import.file.longRow', { line, max: longestRow }];
  if (code === 'CSV_QUOTE_NOT_CLOSED') return ['import.file.openQuote', { line }];
  return ['import.file.quote', { line }];
}
