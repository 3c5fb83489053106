import { type Kysely, sql } from 'kysely';
import type { DB } from '../../platform/database/index.ts';
import type { Translate } from '../../platform/language/index.ts';
import { bringFile } from './commands/bring-file.ts';
import { type FieldName, fields, guessMapping, type Mapping, missingFields, plain } from './fields.ts';
import { readRefused } from './queries/read-import.ts';
import type { ReadFile } from './read-file.ts';
import { type ReportLine, reportLines } from './report.ts';
import { type Around, workOnImport } from './work.ts';

/** A good file and how it is to be brought in by whoever runs the program, in nobody's name. */
export type OperatorImport = {
  readonly file: Extract<ReadFile, { ok: true }>;
  readonly mapping: Mapping;
  /** Only look. */
  readonly dryRun: boolean;
  /** One transaction as the owner of the tables. */
  readonly owner: <T>(work: (db: Kysely<DB>) => Promise<T>) => Promise<T>;
  readonly around: Around;
};

export type OperatorResult = {
  fresh: number;
  imported: number;
  unchanged: number;
  refused: number;
  lines: ReportLine[];
};

/**
 * Brings a file in from the command line: the same looking through and the same writing as from the page. Run again
 * after it was stopped, it goes on: what is in the register already changes nothing.
 */
export async function importByOperator(
  { file, mapping, dryRun, owner, around }: OperatorImport,
  t: Translate,
): Promise<OperatorResult> {
  const id = await owner(async db => {
    await sql`update casework.register_import set state = 'abandoned' where account_id is null and ended_at is null`.execute(
      db,
    );
    const made = await bringFile({ db, record: () => {} }, file, null);
    await db
      .updateTable('casework.register_import')
      .set({ state: 'checking', mapping: JSON.stringify(mapping) })
      .where('id', '=', made)
      .execute();
    return made;
  });
  await workOnImport(around, id);
  const found = await owner(db => countRows(db, id));
  await owner(db => moveTo(db, id, dryRun ? 'abandoned' : 'importing'));
  if (!dryRun) await workOnImport(around, id);
  const { imported, refused } = dryRun
    ? { imported: 0, refused: found.refused }
    : await owner(db => endOf(db, id));
  // Rows that were refused only as they were written have a sentence too, and what stood in the others has gone.
  const all = dryRun
    ? found.rows
    : [
        ...found.rows,
        ...(await owner(db => laterRefused(db, id, new Set(found.rows.map(row => row.number))))),
      ];
  const { fresh, unchanged } = found;
  return {
    fresh,
    imported,
    unchanged,
    refused,
    lines: reportLines(all, { headings: file.headings, mapping }, t),
  };
}

async function countRows(db: Kysely<DB>, id: number) {
  const { rows } = await sql<{ fresh: number; unchanged: number; refused: number }>`
    select count(*) filter (where standing = 'new') as fresh, count(*) filter (where standing = 'unchanged') as unchanged,
      count(*) filter (where standing = 'refused') as refused
    from casework.register_import_row where import_id = ${id}`.execute(db);
  return {
    ...(rows[0] ?? { fresh: 0, unchanged: 0, refused: 0 }),
    rows: await readRefused({ db }, id, null),
  };
}

const laterRefused = async (db: Kysely<DB>, id: number, before: ReadonlySet<number>) =>
  (await readRefused({ db }, id, null)).filter(({ number }) => !before.has(number));

const moveTo = (db: Kysely<DB>, id: number, state: string) =>
  db.updateTable('casework.register_import').set({ state }).where('id', '=', id).execute();

const endOf = (db: Kysely<DB>, id: number) =>
  db
    .selectFrom('casework.register_import')
    .select(['imported', 'refused'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();

/**
 * The columns of a file: by its headings, and by what somebody wrote down as `{"Hospital": "Where"}`, our heading or
 * field before the file's heading.
 * @returns the columns, or a sentence about what was written down
 */
export function mappingFrom(headings: readonly string[], written: unknown): Mapping | string {
  const mapping = guessMapping(headings);
  if (written !== undefined && (typeof written !== 'object' || written === null || Array.isArray(written)))
    return 'The mapping has to be an object, as in {"Hospital": "Where"}.';
  for (const [ours, theirs] of Object.entries(written ?? {})) {
    const field = fields.find(({ name, heading }) => name === ours || plain(heading) === plain(ours));
    if (!field) return `The mapping names "${ours}", which is no column of a register.`;
    const column = headings.indexOf(String(theirs));
    if (column < 0) return `The mapping names the heading "${String(theirs)}", which the file does not have.`;
    for (const [name, taken] of Object.entries(mapping))
      if (taken === column) delete mapping[name as FieldName];
    mapping[field.name] = column;
  }
  const missing = missingFields(mapping).map(name => fields.find(field => field.name === name)?.heading);
  return missing.length > 0
    ? `No column of the file holds: ${missing.join(', ')}. Name it by --mapping FILE.`
    : mapping;
}
