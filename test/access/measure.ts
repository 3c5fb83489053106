import { sql } from 'kysely';
import type { Tx } from '../../src/platform/database/index.ts';
import {
  type About,
  deleteOf,
  forgeryOf,
  insertOf,
  mayName,
  ownTables,
  type Statement,
  updateOf,
} from './attempts.ts';
import type { Ready } from './ready.ts';
import { keySql, type Row, type Table, type Whose } from './tables.ts';

/** What somebody can do with a table, in words: whose rows, or a dash. */
export type Cell = { read: string; add: string; change: string; remove: string } & Unseen;

/** What nobody should be able to do more of: adding in another's name; changing and removing without a look. */
type Unseen = { forge: string; blind: string };

type Measure = About & { whose: Whose };

/** What `asker` can do with `table`, tried for real on every row of the story and undone. */
export async function measureTable(asker: Ready, table: Table, whose: Whose): Promise<Cell> {
  return asker.transaction(tx => measureIn(tx, { asker, table, whose }));
}

/** The same within a transaction that is open, so that one entry serves every table. */
export async function measureIn(tx: Tx, what: Measure): Promise<Cell> {
  return {
    read: await readable(tx, what),
    add: await tried(tx, what, insertOf),
    change: await tried(tx, what, updateOf),
    remove: await tried(tx, what, deleteOf),
    forge: await tried(tx, what, forgeryOf),
    blind: await blindly(tx, what),
  };
}

async function readable(tx: Tx, { asker, table, whose }: Measure): Promise<string> {
  const granted = table.columns.filter(column => column.select.includes(asker.role));
  if (granted.length === 0) return '—';
  const byKey = mayName(table, asker.role);
  const wanted = byKey ? `${keySql(table.key)} as key` : 'true as seen';
  const [answer] = await call(
    tx,
    sql<{ got: string }>`select measuring.rows(${`select ${wanted} from ${table.name}`}) as got`,
  );
  const seen: { key?: string }[] | string = answer?.got.startsWith('[')
    ? JSON.parse(answer.got)
    : (answer?.got ?? '');
  if (typeof seen === 'string') throw new Error(`${asker.who} got ${seen} from ${table.name}.`);
  if (!byKey) return inWords([{ whose: 'rows', all: table.rows.length, some: seen.length }]);
  const keys = new Set(seen.map(({ key }) => key));
  return counted(table.rows, { whose, asker, table }, row => keys.has(row.key));
}

async function tried(tx: Tx, what: Measure, statement: Statement): Promise<string> {
  const { table, whose, asker } = what;
  const statements = table.rows.map(row => statement(row, what));
  const asked = statements.filter(text => text !== undefined);
  if (asked.length === 0) return '—';
  const [answer] = await call(tx, sql<{ got: string[] }>`select measuring.attempts(${asked}::text[]) as got`);
  const outcomes = answer?.got ?? [];
  // Without the key every try takes whatever the policy lets it take; the first says how many.
  if (!mayName(table, asker.role) && statement === deleteOf) {
    return inWords([{ whose: 'rows', all: table.rows.length, some: Number(outcomes[0]) }]);
  }
  let next = 0;
  const passed = new Map(
    table.rows.map((row, index) => [
      row,
      statements[index] !== undefined && isThrough(outcomes[next++] ?? '', what),
    ]),
  );
  // A copy of another's row carries the asker's name: what was added is their own.
  const madeOwn = statement === insertOf && ownTables.includes(table.name);
  return counted(
    table.rows,
    { whose: madeOwn ? () => 'own' : whose, asker, table },
    row => passed.get(row) === true,
  );
}

/** A number of rows; or a rule of the data itself, which is asked only after the policy has let the row through. */
function isThrough(outcome: string, { asker, table }: Measure): boolean {
  if (/^\d{1,4}$/.test(outcome)) return outcome !== '0';
  if (outcome === '42501') return false;
  if (['23502', '23503', '23505', '23514', '23P01'].includes(outcome)) return true;
  throw new Error(`${asker.who} on ${table.name}: SQLSTATE ${outcome}`);
}

/**
 * A change that reads nothing is under no policy for reading: what it reaches must be no more than what a change
 * with a look reaches. Numbers of rows, or the rule of the data that stopped it after a policy had let it through.
 */
async function blindly(tx: Tx, { asker, table }: Measure): Promise<string> {
  const updates = table.columns.filter(column => column.update.includes(asker.role));
  const statements = [
    ...updates.slice(0, 1).map(({ name }) => `update ${table.name} set "${name}" = default`),
    ...(table.deletes.includes(asker.role) ? [`delete from ${table.name}`] : []),
  ];
  if (statements.length === 0) return '—';
  const [answer] = await call(
    tx,
    sql<{ got: string[] }>`select measuring.attempts(${statements}::text[]) as got`,
  );
  return answer?.got.join() ?? '';
}

function counted(rows: readonly Row[], by: Measure, is: (row: Row) => boolean): string {
  const counts = new Map<string, { all: number; some: number }>();
  for (const row of rows) {
    const label = by.whose(row, by.asker.accountId);
    const count = counts.get(label) ?? { all: 0, some: 0 };
    counts.set(label, { all: count.all + 1, some: count.some + (is(row) ? 1 : 0) });
  }
  return inWords(
    [...counts].map(([label, count]) => ({ whose: label, ...count })),
    isCounted(by.table),
  );
}

/** Where the story alone makes the rows, “some” says how many: one row more or less is a difference. */
const isCounted = ({ name }: Table) => /^(casework|voice|victim)\.|^people\.circle$/.test(name);

const order = ['own', 'this case', 'other cases', 'the closed case', 'no case', 'staff', 'others’', 'rows'];

function inWords(counts: { whose: string; all: number; some: number }[], counting = false): string {
  const said = counts
    .filter(({ some }) => some > 0)
    .sort((a, b) => order.indexOf(a.whose) - order.indexOf(b.whose))
    .map(({ whose, all, some }) => {
      if (all === some) return whose === 'rows' ? 'all rows' : whose;
      if (counting && / case$/.test(whose)) return `${some} of ${all} in ${whose}`;
      return `some of ${whose === 'rows' ? 'the rows' : whose}`;
    });
  return said.join(', ') || '—';
}

async function call<T>(tx: Tx, query: { execute(db: Tx['db']): Promise<{ rows: T[] }> }): Promise<T[]> {
  return (await query.execute(tx.db)).rows;
}
