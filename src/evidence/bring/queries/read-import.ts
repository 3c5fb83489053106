import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/index.ts';
import { found } from '../../../platform/web/index.ts';
import type { CsvMapping, Format, Problem } from '../../formats/index.ts';
import type { Entry } from '../../record/entry.ts';
import type { DuplicateChoice } from '../choices.ts';

export const importStates = [
  ...(['brought', 'checking', 'checked', 'importing', 'stopped', 'imported'] as const),
  ...(['undoing', 'undone', 'abandoned'] as const),
];
export type ImportState = (typeof importStates)[number];
export const standings = [
  ...(['new', 'alike', 'same', 'refused'] as const),
  ...(['brought', 'filled', 'skipped', 'undone', 'kept'] as const),
];
export type Standing = (typeof standings)[number];

/** An import as its pages show it. */
export type Import = {
  readonly id: number;
  readonly state: ImportState;
  readonly fileName: string;
  readonly format: Format;
  readonly mapping: CsvMapping | null;
  readonly size: number;
  readonly rows: number;
  readonly duplicates: DuplicateChoice;
  readonly undoneBecause: string | null;
  /** ISO moment. */
  readonly broughtAt: string;
  readonly by: string | null;
  readonly counts: Readonly<Partial<Record<Standing, number>>>;
  /** Of how many something was not understood while the rest comes in. */
  readonly doubtful: number;
  readonly done: number;
  readonly total: number;
  readonly failed: boolean;
  /** How many of its records somebody worked on since. */
  readonly workedOn: number;
  /** The library that it was harvested from. */
  readonly repository: number | null;
};

/** The name of a piece of work, by which a page finds its progress. */
export const progressOf = (id: number, state: string, round: number): string =>
  `evidence import ${id} ${state} ${round}`;

const counts = sql`(select coalesce(json_object_agg(n.standing, n.count), '{}') from (select r.standing, count(*)
  from evidence.import_row r where r.import_id = i.id group by 1) n) as counts`;
const doubtful = sql`(select count(*)::int from evidence.import_row r where r.import_id = i.id and r.standing <> 'refused'
  and r.problems <> '[]') as doubtful`;

/** How an import stands, for the program itself, which knows nothing of accounts. */
export async function readCounts(
  tx: Pick<Tx, 'db'>,
  id: number,
): Promise<Pick<Import, 'state' | 'counts' | 'doubtful'>> {
  const { rows } = await sql<Pick<Import, 'state' | 'counts' | 'doubtful'>>`
    select i.state, ${counts}, ${doubtful} from evidence.import i where i.id = ${id}`.execute(tx.db);
  return found(rows[0]);
}

/**
 * Reads an import.
 * @throws a refusal with 404 when there is none, or whoever asks is no librarian
 */
export async function readImport(tx: Pick<Tx, 'db'>, id: number): Promise<Import> {
  const { rows } = await sql<Import>`
    select i.id, i.state, i.repository, i.file_name as "fileName", i.format, i.mapping, i.size::float8 as size, i.rows, i.duplicates,
      i.undone_because as "undoneBecause", to_json(i.brought_at) #>> '{}' as "broughtAt", a.display_name as by,
      ${counts}, ${doubtful},
      coalesce(p.done, 0)::float8 as done, coalesce(p.total, 0)::float8 as total, coalesce(p.state = 'failed', false) as failed,
      case when i.state in ('imported', 'stopped') then (select count(*)::int from evidence.records_of_import(i.id, 0, null) r
        where not r.untouched) else 0 end as "workedOn"
    from evidence.import i left join people.account a on a.id = i.account_id
    left join evidence.import_progress(i.id) p on true
    where i.id = ${id}`.execute(tx.db);
  return found(rows[0]);
}

export type ImportLine = Pick<Import, 'id' | 'state' | 'fileName' | 'broughtAt' | 'by'> & {
  readonly brought: number;
};

export const importsOnPage = 20;

/** The imports that came last, a page of them and one more where there are others. */
export async function readImports(tx: Tx, page: number): Promise<ImportLine[]> {
  const { rows } = await sql<ImportLine>`
    select i.id, i.state, i.file_name as "fileName", to_json(i.brought_at) #>> '{}' as "broughtAt", a.display_name as by,
      (select count(*)::int from evidence.import_row r where r.import_id = i.id and r.standing = 'brought') as brought
    from evidence.import i left join people.account a on a.id = i.account_id where i.repository is null order by i.id desc
    limit ${importsOnPage + 1} offset ${(page - 1) * importsOnPage}`.execute(tx.db);
  return rows;
}

/** A record of a file as it was understood, and the record that it became. */
export type UnderstoodRow = Pick<ReportedRow, 'line' | 'standing' | 'record'> & { readonly entry: Entry };

/** The first records of an import, of those that come or came in. */
export async function readUnderstood(tx: Pick<Tx, 'db'>, id: number, most: number): Promise<UnderstoodRow[]> {
  const { rows } = await sql<UnderstoodRow>`
    select r.line, r.standing, r.record, coalesce(b.entry, r.entry) as entry from evidence.import_row r
    left join evidence.record b on b.number = r.record
    where r.import_id = ${id} and coalesce(b.entry, r.entry) is not null order by r.number limit ${most}`.execute(
    tx.db,
  );
  return rows;
}

/** A row of a file as a report tells of it. */
export type ReportedRow = {
  readonly number: number;
  readonly line: number;
  readonly title: string | null;
  /** In which it is written, as the file or by now the record says. */
  readonly language: string | null;
  readonly standing: Standing;
  readonly problems: readonly Problem[];
  readonly why: readonly string[];
  readonly likeRecord: number | null;
  readonly likeTitle: string | null;
  readonly likeRow: number | null;
  readonly record: number | null;
  readonly raw: string | null;
};

type Wanted = {
  readonly of: 'troubled' | 'alike' | 'all';
  readonly most: number | null;
  readonly raw?: true;
};

/**
 * Rows of an import, in the order of the file.
 * @param wanted those with something wrong, those that look like others, or all; with what stood in the file
 */
export async function readRows(
  tx: Pick<Tx, 'db'>,
  id: number,
  { of, most, raw }: Wanted,
): Promise<ReportedRow[]> {
  const only =
    of === 'troubled'
      ? sql`and r.problems <> '[]'`
      : of === 'alike'
        ? sql`and (cardinality(r.why) > 0 or r.standing = 'same')`
        : sql``;
  const { rows } = await sql<ReportedRow>`
    select r.number, r.line, r.title, coalesce(r.entry, b.entry) ->> 'language' as language, r.standing, r.problems, to_json(r.why) as why, r.like_record as "likeRecord", l.title as "likeTitle",
      r.like_row as "likeRow", r.record, ${raw ? sql`convert_from(r.raw, 'UTF8')` : sql`null`} as raw
    from evidence.import_row r left join evidence.record l on l.number = r.like_record left join evidence.record b on b.number = r.record
    where r.import_id = ${id} ${only} order by r.number limit ${most}`.execute(tx.db);
  return rows;
}
