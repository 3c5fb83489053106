import { createHash } from 'node:crypto';
import { decode } from '../decode.ts';
import { type Column, columnsOf, plainHeading } from './headings.ts';
import { rowsOf } from './read-csv.ts';

/** The beginning of a table: its columns, what is known to stand in each, and some of its values. */
export type TableSample = {
  readonly headings: readonly string[];
  /** What each column holds by its heading; undefined where that says nothing. */
  readonly columns: readonly (Column | undefined)[];
  /** The first rows. */
  readonly rows: readonly (readonly string[])[];
};

const mostRows = 3;

/** The beginning of a table; nothing where there is none. */
export async function sampleTable(source: AsyncIterable<Uint8Array>): Promise<TableSample | undefined> {
  const rows: (readonly string[])[] = [];
  try {
    for await (const { record } of rowsOf(decode(source), [])) {
      if (record.some(cell => cell.trim() !== '')) rows.push(record);
      if (rows.length > mostRows) break;
    }
  } catch {
    // What is broken further down is told when the whole file is looked through.
  }
  const [first, ...others] = rows;
  if (!first) return undefined;
  const headings = first.map(heading => heading.trim());
  return { headings, columns: columnsOf(headings), rows: others };
}

/** Whether headings alone say everything: every column is known, and one of them is the title. */
export const isUnderstood = ({ columns }: TableSample): boolean =>
  columns.includes('title') && columns.every(column => column !== undefined);

/** By what a table with the same headings is known again, whatever their order and signs. */
export function headingsKey(headings: readonly string[]): string {
  const plain = headings.map(plainHeading).sort();
  return createHash('sha256').update(JSON.stringify(plain)).digest('hex');
}
