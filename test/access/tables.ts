import { type Kysely, sql } from 'kysely';
import { asOwner, type DB } from '../../src/platform/database/index.ts';
import type { FullHouse } from './full-house.ts';

/** What each login role may do with a column, by grant. */
type Column = { name: string; select: string[]; insert: string[]; update: string[] };

/** One row of the story: its key, its text as JSON, and whose it is. */
export type Row = {
  key: string;
  json: Record<string, unknown>;
  caseId: number | null;
  account: number | null;
};

/** A table with its grants and every row of it in the story, as its owner sees them. */
export type Table = {
  name: string;
  key: string[];
  columns: Column[];
  deletes: string[];
  rows: Row[];
};

const loginRoles = ['ownwords_app', 'ownwords_national', 'ownwords_victim', 'ownwords_worker'] as const;

/** Schemas of others: PostgreSQL itself, the job queue's own tables (the worker's alone), the list of migrations. */
const notOurs = ['pg_catalog', 'information_schema', 'pg_toast', 'graphile_worker', 'migration'];

/** Every table there is, found in the catalogue, so that a new one cannot be forgotten. */
export async function readTables(adminUrl: string): Promise<Table[]> {
  return asOwner(adminUrl, async db => {
    const { rows } = await sql<Omit<Table, 'rows'>>`
      select n.nspname || '.' || c.relname as name,
        array(select a.attname::text from pg_index i cross join unnest(i.indkey) k join pg_attribute a
          on a.attrelid = c.oid and a.attnum = k where i.indrelid = c.oid and i.indisprimary) as key,
        (select json_agg(json_build_object('name', a.attname,
            'select', array(select r from unnest(${[...loginRoles]}::text[]) r where has_column_privilege(r, c.oid, a.attnum, 'select')),
            'insert', array(select r from unnest(${[...loginRoles]}::text[]) r where has_column_privilege(r, c.oid, a.attnum, 'insert')
              and a.attidentity <> 'a' and a.attgenerated = ''),
            'update', array(select r from unnest(${[...loginRoles]}::text[]) r where has_column_privilege(r, c.oid, a.attnum, 'update'))
          ) order by a.attnum) from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns,
        array(select r from unnest(${[...loginRoles]}::text[]) r where has_table_privilege(r, c.oid, 'delete')) as deletes
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p') and n.nspname <> all (${notOurs}::text[]) and n.nspname !~ '^pg_' order by 1`.execute(
      db,
    );
    const tables: Table[] = [];
    for (const row of rows) tables.push({ ...row, rows: await readRows(db, row) });
    return tables;
  });
}

async function readRows(db: Kysely<DB>, { name, key }: Omit<Table, 'rows'>): Promise<Row[]> {
  const keys = sql.raw(keySql(key));
  const { rows } =
    await sql<Row>`select ${keys} as key, to_jsonb(t) as json from ${sql.table(name)} t`.execute(db);
  return few(rows).map(row => ({
    ...row,
    caseId: numberIn(row.json.case_id),
    account: numberIn(row.json.account_id),
  }));
}

/** Of the many sections of one form three are enough: they differ in nothing that a policy asks. */
function few(rows: readonly Row[]): Row[] {
  const taken = new Map<unknown, number>();
  return rows.filter(({ json }) => {
    const count = (taken.get(json.document_id) ?? 0) + 1;
    taken.set(json.document_id, count);
    return !('section' in json) || count <= 3;
  });
}

/** The key of a row as one text, in SQL. */
export const keySql = (key: readonly string[]): string =>
  `concat_ws('/', ${key.map(column => `"${column}"::text`).join(', ')})`;

const numberIn = (value: unknown) => (typeof value === 'number' ? value : null);

/** The words by which the matrix tells rows apart; which of them fit depends on the table. */
export type Whose = (row: Row, asker: number | null) => string;

/** Whose a row is, as the matrix says it: of which case, or of which account. */
export function whoseRows(house: FullHouse, table: Table, people: ReadonlyMap<number, number>): Whose {
  const ofCase = (caseId: number | null | undefined) => {
    if (caseId === house.here.caseId) return 'this case';
    if (caseId === house.shut.caseId) return 'the closed case';
    return 'other cases';
  };
  const ofAccount = (id: number | null, asker: number | null) =>
    id !== null && id === asker ? 'own' : 'others’';
  const has = (column: string) => table.columns.some(({ name }) => name === column);
  if (table.name === 'voice.draft') return (row, asker) => ofAccount(row.account, asker);
  if (table.name === 'people.case') return row => ofCase(numberIn(row.json.id));
  if (table.name === 'people.person') return row => ofCase(people.get(numberIn(row.json.id) ?? 0));
  if (table.name === 'people.account') {
    return (row, asker) => {
      if (row.json.id === asker) return 'own';
      return row.json.person_id === null ? 'staff' : ofCase(people.get(numberIn(row.json.person_id) ?? 0));
    };
  }
  if (has('case_id')) return row => (row.caseId === null ? 'no case' : ofCase(row.caseId));
  if (has('account_id')) return (row, asker) => ofAccount(row.account, asker);
  return () => 'rows';
}
