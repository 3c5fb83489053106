import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/index.ts';
import { found } from '../../../platform/web/index.ts';
import type { Mapping } from '../fields.ts';
import type { RowProblem } from '../problem.ts';

export type ImportState = 'brought' | 'checking' | 'checked' | 'importing' | 'imported' | 'abandoned';

/** An import as its pages show it. */
export type Import = {
  id: number;
  state: ImportState;
  encoding: 'utf-8' | 'windows-1252';
  headings: string[];
  mapping: Mapping | null;
  rows: number;
  imported: number;
  unchanged: number;
  refused: number;
  fresh: number;
  done: number;
  total: number;
  failed: boolean;
  /** The first rows of the file, to tell its columns apart. */
  sample: string[][];
};

/**
 * Reads an import of one's own.
 * @throws a refusal with 404 when there is none
 */
export async function readImport(tx: Tx, id: number): Promise<Import> {
  const { rows } = await sql<Import>`
    select i.id, i.state, i.encoding, i.headings, i.mapping, i.rows, coalesce(n.fresh, 0) as fresh,
      case when i.ended_at is null then coalesce(n.imported, 0) else i.imported end as imported,
      case when i.ended_at is null then coalesce(n.unchanged, 0) else i.unchanged end as unchanged,
      case when i.ended_at is null then coalesce(n.refused, 0) else i.refused end as refused,
      coalesce(p.done, 0) as done, coalesce(p.total, i.rows) as total, coalesce(p.state = 'failed', false) as failed,
      (select coalesce(json_agg(r.cells order by r.number), '[]') from (select r.number, r.cells from casework.register_import_row r
        where r.import_id = i.id and i.state in ('brought', 'checked') order by r.number limit 3) r) as sample
    from casework.register_import i
    left join platform.progress p on p.job = concat_ws(' ', 'register', i.id, i.state, i.round)
    left join lateral (select count(*) filter (where standing = 'new') as fresh,
        count(*) filter (where standing = 'imported') as imported, count(*) filter (where standing = 'unchanged') as unchanged,
        count(*) filter (where standing = 'refused') as refused
      from casework.register_import_row r where r.import_id = i.id) n on true
    where i.id = ${id}`.execute(tx.db);
  return found(rows[0]);
}

/** The import that somebody has not brought to an end, if there is one. */
export async function openImport(tx: Tx): Promise<{ id: number; state: ImportState } | undefined> {
  const { rows } = await sql<{ id: number; state: ImportState }>`
    select id, state from casework.register_import where ended_at is null and account_id = access.account_id()`.execute(
    tx.db,
  );
  return rows[0];
}

export type RefusedRow = { number: number; cells: string[] | null; problems: RowProblem[] };

/** The rows that cannot be brought in, in the order of the file. */
export async function readRefused(
  tx: Pick<Tx, 'db'>,
  id: number,
  atMost: number | null,
): Promise<RefusedRow[]> {
  const { rows } = await sql<RefusedRow>`
    select number, cells, problems from casework.register_import_row
    where import_id = ${id} and standing = 'refused' order by number limit ${atMost}`.execute(tx.db);
  return rows;
}
