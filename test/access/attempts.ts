import type { Ready } from './ready.ts';
import { keySql, type Row, type Table } from './tables.ts';

/** The statements by which somebody tries a table, made from the rows that are there. */

/** Who tries which table. */
export type About = { asker: Ready; table: Table };
export type Statement = (row: Row, about: About) => string | undefined;

/** Whether a role may read the key, and so speak of one row. */
export const mayName = (table: Table, role: string) =>
  table.key.length > 0 &&
  table.key.every(key => table.columns.some(({ name, select }) => name === key && select.includes(role)));

// Columns that name who did it: a policy asks that it is the asker.
const signatures = [
  ...[
    'added_by',
    'asked_by',
    'answered_by',
    'author_id',
    'changed_by',
    'created_by',
    'entered_by',
    'given_by',
  ],
  ...['recorded_by', 'sent_by', 'shown_by', 'submitted_by', 'withdrawn_by', 'written_by'],
];
export const ownTables = [
  'voice.draft',
  'platform.submission',
  'platform.progress',
  'casework.register_import',
];

const isSignature = (table: Table, column: string) =>
  signatures.includes(column) || (column === 'account_id' && ownTables.includes(table.name));

export const insertOf: Statement = (row, about) => copyOf(row, about, about.asker.accountId);

/** The same row signed by somebody else; only where a row is signed at all. */
export const forgeryOf: Statement = (row, about) => {
  const { table, asker } = about;
  const signed = table.columns.some(
    ({ name, insert }) => isSignature(table, name) && insert.includes(asker.role),
  );
  return signed ? copyOf(row, about, (asker.accountId ?? 0) + 1) : undefined;
};

function copyOf(row: Row, { table, asker }: About, by: number | null): string | undefined {
  const columns = table.columns.filter(column => column.insert.includes(asker.role)).map(({ name }) => name);
  if (columns.length === 0) return undefined;
  const signed = Object.fromEntries(
    columns.map(name => [name, isSignature(table, name) ? by : row.json[name]]),
  );
  const list = columns.map(name => `"${name}"`).join(', ');
  return `insert into ${table.name} (${list}) select ${list} from jsonb_populate_record(null::${table.name}, ${literal(JSON.stringify(signed))})`;
}

export const updateOf: Statement = (row, { table, asker }) => {
  const columns = table.columns.filter(column => column.update.includes(asker.role));
  if (columns.length === 0) return undefined;
  const sets = columns.map(({ name }) =>
    isSignature(table, name) && asker.accountId !== null
      ? `"${name}" = ${asker.accountId}`
      : `"${name}" = "${name}"`,
  );
  return `update ${table.name} set ${sets.join(', ')} where ${keySql(table.key)} = ${literal(row.key)}`;
};

export const deleteOf: Statement = (row, { table, asker }) => {
  if (!table.deletes.includes(asker.role)) return undefined;
  // Whoever may not name a row deletes by what they may read, as the program's sweep does.
  if (!mayName(table, asker.role)) return `delete from ${table.name}`;
  return `delete from ${table.name} where ${keySql(table.key)} = ${literal(row.key)}`;
};

const literal = (text: string) => `'${text.replaceAll("'", "''")}'`;
