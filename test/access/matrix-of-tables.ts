import { sql } from 'kysely';
import { asOwner } from '../../src/platform/database/index.ts';
import type { TestSite } from '../browser-without-browser.ts';
import { cast } from './cast.ts';
import type { FullHouse } from './full-house.ts';
import { nameThem } from './groups.ts';
import { type Cell, measureIn } from './measure.ts';
import type { Ready } from './ready.ts';
import { type Table, type Whose, whoseRows } from './tables.ts';

/** What everybody can do with every table: by table, by who. */
export type TableMatrix = Map<string, Map<string, Cell>>;

/** The case of each person of the story: `whoseRows` needs it for tables that know only the person. */
export async function casesOfPeople(site: TestSite): Promise<Map<number, number>> {
  const cases = await asOwner(site.database.adminUrl, db =>
    db.selectFrom('people.case').select(['id', 'person_id']).execute(),
  );
  return new Map(cases.map(({ id, person_id }) => [person_id, id]));
}

/** How the rows of each table are told apart. */
export function tellApart(house: FullHouse, tables: readonly Table[], people: Map<number, number>) {
  return new Map<string, Whose>(tables.map(table => [table.name, whoseRows(house, table, people)]));
}

/** Measures every table for everybody, each in one transaction of their own that is undone. */
export async function measureTables(
  askers: readonly Ready[],
  tables: readonly Table[],
  whose: ReadonlyMap<string, Whose>,
): Promise<TableMatrix> {
  const matrix: TableMatrix = new Map(tables.map(({ name }) => [name, new Map()]));
  const measure = async (asker: Ready) =>
    asker.transaction(async tx => {
      for (const table of tables) {
        const tell = whose.get(table.name) ?? (() => 'rows');
        matrix.get(table.name)?.set(asker.who, await measureIn(tx, { asker, table, whose: tell }));
      }
    });
  const waiting = [...askers];
  await Promise.all(
    [1, 2, 3].map(async () => {
      for (let next = waiting.shift(); next; next = waiting.shift()) await measure(next);
    }),
  );
  return matrix;
}

const said = ({ read, add, change, remove }: Cell) => `${read} | ${add} | ${change} | ${remove}`;
const nothing = '— | — | — | —';

/** One table of the matrix as lines of Markdown: those who can do the same stand together, those who can do nothing last. */
export function showTable(
  name: string,
  cells: ReadonlyMap<string, Cell>,
  table: Table | undefined,
): string[] {
  const together = new Map<string, string[]>();
  for (const { who } of cast) {
    const cell = cells.get(who);
    const can = cell ? said(cell) : nothing;
    together.set(can, [...(together.get(can) ?? []), who]);
  }
  const lines = [...together]
    .filter(([can]) => can !== nothing)
    .map(([can, who]) => `| ${nameThem(who)} | ${can} |`);
  const idle = together.get(nothing);
  return [
    `### ${name}`,
    '',
    ...(lines.length > 0
      ? ['| who | reads | adds | changes | removes |', '|---|---|---|---|---|', ...lines, '']
      : []),
    ...(idle
      ? [lines.length > 0 ? `Everybody else: nothing (${idle.length} of ${cast.length}).` : 'Nobody.', '']
      : []),
    ...showColumns(table),
  ];
}

const short: Record<string, string> = {
  ownwords_app: 'circle door',
  ownwords_national: 'national door',
  ownwords_victim: 'victim door',
  ownwords_worker: 'the program',
};

/** Which columns each door may write, and those it may not read where it reads others. */
function showColumns(table: Table | undefined): string[] {
  if (!table) return [];
  const lines = Object.keys(short).flatMap(role => {
    const named = (may: 'insert' | 'update') =>
      table.columns.filter(column => column[may].includes(role)).map(({ name }) => name);
    const read = table.columns.filter(column => column.select.includes(role));
    const hidden = read.length > 0 ? table.columns.filter(column => !column.select.includes(role)) : [];
    const parts = [
      ...(named('insert').length > 0 ? [`adds ${named('insert').join(', ')}`] : []),
      ...(named('update').length > 0 ? [`changes ${named('update').join(', ')}`] : []),
      ...(hidden.length > 0 ? [`cannot read ${hidden.map(({ name }) => name).join(', ')}`] : []),
    ];
    return parts.length > 0 ? [`- Columns, ${short[role]}: ${parts.join('; ')}`] : [];
  });
  return lines.length > 0 ? [...lines, ''] : [];
}

/** Every function that runs with the owner's rights, and the doors that may call it. */
export async function showFunctions(adminUrl: string): Promise<string[]> {
  const { rows } = await asOwner(adminUrl, db =>
    sql<{ name: string; roles: string[] }>`
      select p.oid::regprocedure::text as name,
        array(select r from unnest(${Object.keys(short)}::text[]) r where has_function_privilege(r, p.oid, 'execute')) as roles
      from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where n.nspname not in ('pg_catalog', 'information_schema', 'graphile_worker', 'measuring') and p.prosecdef
        and p.prorettype <> 'trigger'::regtype order by 1`.execute(db),
  );
  return [
    ...['| function | who may call it |', '|---|---|'],
    ...rows.map(
      ({ name, roles }) => `| \`${name}\` | ${roles.map(role => short[role]).join(', ') || 'nobody'} |`,
    ),
  ];
}
