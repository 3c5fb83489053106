import { sql } from 'kysely';
import { asActor, asOwner, asWorker, type Door, type Tx } from '../../src/platform/database/index.ts';
import { hashOf } from '../../src/platform/web/index.ts';
import type { TestSite, Visitor } from '../browser-without-browser.ts';
import type { Asker } from './cast.ts';
import { keySql, type Row, type Table, type Whose } from './tables.ts';

/** What somebody can do with a table, in words: whose rows, or a dash. */
export type Cell = { read: string; add: string; change: string; remove: string } & Unseen;

/** What nobody should be able to do more of: adding in another's name; changing and removing without a look. */
type Unseen = { forge: string; blind: string };

/** Somebody of the cast, ready to ask. */
export type Ready = Asker & {
  accountId: number | null;
  role: string;
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
};

const roleOf = {
  circle: 'ownwords_app',
  national: 'ownwords_national',
  victim: 'ownwords_victim',
  worker: 'ownwords_worker',
} as const satisfies Record<Door, string>;

/**
 * Two functions of the test's own that try a statement as whoever calls them and leave nothing behind, and the
 * story's triggers put to sleep: they guard states, which have tests of their own, and would hide a policy.
 */
export async function prepareToMeasure(adminUrl: string, tables: readonly Table[]): Promise<void> {
  await asOwner(adminUrl, async (_db, client) => {
    await client.query('reset role');
    await client.query(`create schema measuring; grant usage on schema measuring to public;
      create function measuring.rows(statement text) returns text language plpgsql as $f$
      declare found text;
      begin
        execute 'select coalesce(json_agg(x), ''[]'')::text from (' || statement || ') x' into found;
        return found;
      exception when others then return sqlstate;
      end $f$;
      create function measuring.attempts(statements text[]) returns text[] language plpgsql as $f$
      declare statement text; outcomes text[] := '{}'; n bigint;
      begin
        foreach statement in array statements loop
          begin
            execute statement;
            get diagnostics n = row_count;
            raise exception 'done' using errcode = 'T0000', detail = n;
          exception when others then
            get stacked diagnostics statement = pg_exception_detail;
            outcomes := outcomes || case sqlstate when 'T0000' then statement else sqlstate end;
          end;
        end loop;
        return outcomes;
      end $f$;
      grant execute on all functions in schema measuring to public;`);
    for (const { name } of tables) await client.query(`alter table ${name} disable trigger user`);
  });
}

/** Lets somebody of the cast ask by their door, with the browser in which they are signed in. */
export async function ready(site: TestSite, asker: Asker, visitor: Visitor): Promise<Ready> {
  const transaction = byDoor(site, asker, visitor);
  const accountId = asker.username
    ? await visitor.transaction(async tx => {
        const { rows } = await sql<{ id: number }>`select access.account_id() as id`.execute(tx.db);
        return rows[0]?.id ?? null;
      })
    : null;
  return { ...asker, accountId, role: roleOf[asker.door], transaction };
}

function byDoor({ database }: TestSite, { door }: Asker, visitor: Visitor): Ready['transaction'] {
  if (door === 'worker') return work => asWorker(database.pools, 'measure', work);
  if (door !== 'victim') return work => visitor.transaction(work);
  const token = (visitor.cookies.get('__Host-ownwords') ?? '').split('.')[1];
  const entry = { door, tokenHash: token && hashOf(token), purpose: 'measure' } as const;
  return work => asActor(database.pools, entry, work);
}

/** What `asker` can do with `table`, tried for real on every row of the story and undone. */
export async function measureTable(asker: Ready, table: Table, whose: Whose): Promise<Cell> {
  return asker.transaction(tx => measureIn(tx, { asker, table, whose }));
}

type Measure = { asker: Ready; table: Table; whose: Whose };

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

const mayName = (table: Table, role: string) =>
  table.key.length > 0 &&
  table.key.every(key => table.columns.some(({ name, select }) => name === key && select.includes(role)));

type Statement = (row: Row, about: Measure) => string | undefined;

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
const ownTables = ['voice.draft', 'platform.submission', 'platform.progress'];

const isSignature = (table: Table, column: string) =>
  signatures.includes(column) || (column === 'account_id' && ownTables.includes(table.name));

const insertOf: Statement = (row, about) => copyOf(row, about, about.asker.accountId);

/** The same row signed by somebody else; only where a row is signed at all. */
const forgeryOf: Statement = (row, about) => {
  const { table, asker } = about;
  const signed = table.columns.some(
    ({ name, insert }) => isSignature(table, name) && insert.includes(asker.role),
  );
  return signed ? copyOf(row, about, (asker.accountId ?? 0) + 1) : undefined;
};

function copyOf(row: Row, { table, asker }: Measure, by: number | null): string | undefined {
  const columns = table.columns.filter(column => column.insert.includes(asker.role)).map(({ name }) => name);
  if (columns.length === 0) return undefined;
  const signed = Object.fromEntries(
    columns.map(name => [name, isSignature(table, name) ? by : row.json[name]]),
  );
  const list = columns.map(name => `"${name}"`).join(', ');
  return `insert into ${table.name} (${list}) select ${list} from jsonb_populate_record(null::${table.name}, ${literal(JSON.stringify(signed))})`;
}

const updateOf: Statement = (row, { table, asker }) => {
  const columns = table.columns.filter(column => column.update.includes(asker.role));
  if (columns.length === 0) return undefined;
  const sets = columns.map(({ name }) =>
    isSignature(table, name) && asker.accountId !== null
      ? `"${name}" = ${asker.accountId}`
      : `"${name}" = "${name}"`,
  );
  return `update ${table.name} set ${sets.join(', ')} where ${keySql(table.key)} = ${literal(row.key)}`;
};

const deleteOf: Statement = (row, { table, asker }) => {
  if (!table.deletes.includes(asker.role)) return undefined;
  // Whoever may not name a row deletes by what they may read, as the program's sweep does.
  if (!mayName(table, asker.role)) return `delete from ${table.name}`;
  return `delete from ${table.name} where ${keySql(table.key)} = ${literal(row.key)}`;
};

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

const literal = (text: string) => `'${text.replaceAll("'", "''")}'`;

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
