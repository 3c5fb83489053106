import { csvFile, csvLine } from '../../platform/statistics/index.ts';
import { type Entry, type EntryField, entrySchema, nameOf } from '../record/entry.ts';
import { remainderLine } from './remainder.ts';
import type { Leaving, Writer } from './writer.ts';

/** The columns are the fields of an entry under their own names; the last says what a cell cannot. */
const fields = (Object.keys(entrySchema.shape) as EntryField[]).filter(field => field !== 'others');
export const csvHeadings: readonly string[] = ['number', ...fields, 'ownwords'];

// In a cell an organisation of two words looks like a person.
const notAsNamed = ({ creators = [] }: Entry): EntryField[] =>
  creators.some(creator => 'name' in creator) ? ['creators'] : [];

function cell(entry: Entry, field: EntryField): string {
  if (field === 'creators') return (entry.creators ?? []).map(nameOf).join('; ');
  const value = entry[field];
  return Array.isArray(value) ? value.join('; ') : String(value ?? '');
}

const rowOf = ({ number, entry }: Leaving) => [
  number,
  ...fields.map(field => cell(entry, field)),
  remainderLine(entry, notAsNamed(entry)),
];

/** CSV for a spreadsheet: begins with the mark by which it sees UTF-8, and holds no cell that would run. */
export const csv: Writer = {
  before: csvFile([csvLine(csvHeadings)]),
  write: record => csvLine(rowOf(record)),
  between: '',
  after: '',
};

/** The same with a column for what was noted on each record, for lists. */
export const annotatedCsv: Writer = {
  ...csv,
  before: csvFile([csvLine([...csvHeadings, 'annotation'])]),
  write: record => csvLine([...rowOf(record), record.annotation ?? '']),
};
