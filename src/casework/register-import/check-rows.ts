import { sql } from 'kysely';
import type { ReadingDay } from '../../people/index.ts';
import type { Tx } from '../../platform/database/index.ts';
import { checkRow, type ReadyEntry } from './check-row.ts';
import { differsIn } from './compare.ts';
import type { FiledEntry } from './entry.ts';
import type { Mapping } from './fields.ts';
import type { Clinician, Places } from './places.ts';
import type { RowProblem } from './problem.ts';
import { type ReadRow, readRow } from './read-row.ts';

/** How the rows of one import are read. */
export type Reading = {
  id: number;
  mapping: Mapping;
  columns: number;
  places: Places;
  clinicians: readonly Clinician[];
  given: ReadingDay;
};

type Verdict = {
  number: number;
  reference: string | null;
  standing: 'new' | 'unchanged' | 'refused';
  problems: RowProblem[];
  entry: ReadyEntry | null;
};

/** Looks through some rows from `done` on and keeps what was found. Answers how many those were. */
export async function checkRows(
  tx: Tx,
  reading: Reading,
  { done, atMost }: { done: number; atMost: number },
): Promise<number> {
  const rows = await tx.db
    .selectFrom('casework.register_import_row')
    .select(['number', 'cells'])
    .where('import_id', '=', reading.id)
    .orderBy('number')
    .offset(done)
    .limit(atMost)
    .execute();
  const read = rows.map(({ number, cells }) => ({ number, ...readOne(cells ?? [], reading) }));
  const known = await knownBefore(tx, reading.id, read);
  const verdicts = read.map(row => judge(row, known, reading));
  await keep(tx, reading.id, verdicts);
  // Nothing is left when somebody ended the import meanwhile.
  return rows.length || Number.MAX_SAFE_INTEGER;
}

function readOne(cells: readonly string[], { mapping, columns, given }: Reading): ReadRow {
  const extra = cells.slice(columns).some(cell => cell.trim() !== '');
  if (cells.length < columns || extra)
    return {
      said: { typed: {} },
      problems: [{ field: 'row', says: 'import.problem.cells', values: { cells: cells.length, columns } }],
    };
  return readRow(cells, mapping, given);
}

type Numbered = ReadRow & { number: number };
type Known = { standing: Map<string, FiledEntry | null>; rows: Map<string, number> };

/** What stands in the register under these references, and the rows before that have them too. */
async function knownBefore(tx: Tx, id: number, read: readonly Numbered[]): Promise<Known> {
  const references = [...new Set(read.flatMap(({ said }) => said.reference ?? []))];
  const first = read[0]?.number ?? 0;
  const standing = await sql<{ reference: string; entry: FiledEntry | null }>`
    select reference, entry from casework.entries_for_import(${id}, ${references})`.execute(tx.db);
  const before = await sql<{ reference: string; number: number }>`
    select reference, min(number) as number from casework.register_import_row
    where import_id = ${id} and number < ${first} and reference = any (${references}) group by reference`.execute(
    tx.db,
  );
  return {
    standing: new Map(standing.rows.map(({ reference, entry }) => [reference, entry])),
    rows: new Map(before.rows.map(({ reference, number }) => [reference, number])),
  };
}

function judge({ number, said, problems }: Numbered, known: Known, reading: Reading): Verdict {
  const around = { ...reading, today: reading.given.today.toString() };
  const reference = said.reference ?? null;
  const verdict = { number, reference, problems, entry: null };
  const row = reference === null ? undefined : known.rows.get(reference);
  if (reference !== null && row === undefined) known.rows.set(reference, number);
  if (row !== undefined)
    return {
      ...verdict,
      standing: 'refused',
      problems: [{ field: 'reference', says: 'import.problem.twice', values: { row } }],
    };
  if (problems.length > 0) {
    const checked = checkRow(said, around);
    return {
      ...verdict,
      standing: 'refused',
      problems: together(problems, 'problems' in checked ? checked.problems : []),
    };
  }
  const stands = reference === null ? undefined : known.standing.get(reference);
  if (stands !== undefined) return { ...verdict, ...ofStanding(said, stands) };
  const checked = checkRow(said, around);
  if ('problems' in checked) return { ...verdict, standing: 'refused', problems: checked.problems };
  return { ...verdict, standing: 'new', entry: checked.entry };
}

/** One sentence a cell: what could not be read is not missed again. */
function together(read: readonly RowProblem[], checked: readonly RowProblem[]): RowProblem[] {
  if (read.some(({ field }) => field === 'row')) return [...read];
  const said = new Set(read.map(({ field }) => field));
  return [...read, ...checked.filter(({ field }) => !said.has(field))];
}

function ofStanding(
  said: ReadRow['said'],
  stands: FiledEntry | null,
): Pick<Verdict, 'standing' | 'problems'> {
  if (stands === null)
    return { standing: 'refused', problems: [{ field: 'reference', says: 'import.problem.taken' }] };
  const differing = differsIn(said, stands);
  if (differing.length === 0) return { standing: 'unchanged', problems: [] };
  return {
    standing: 'refused',
    problems: [{ field: 'reference', says: 'import.problem.stands', fields: differing }],
  };
}

async function keep(tx: Tx, id: number, verdicts: readonly Verdict[]): Promise<void> {
  await sql`update casework.register_import_row r
    set reference = v.reference, standing = v.standing, problems = v.problems, entry = v.entry
    from jsonb_to_recordset(${JSON.stringify(verdicts)}::jsonb)
      as v(number integer, reference text, standing text, problems jsonb, entry jsonb)
    where r.import_id = ${id} and r.number = v.number`.execute(tx.db);
}
