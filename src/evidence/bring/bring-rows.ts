import { sql } from 'kysely';
import type { Tx } from '../../platform/database/index.ts';
import { addRecords, holdLibrary } from '../record/commands/save-record.ts';
import type { Entry } from '../record/entry.ts';
import type { Work } from './import-at-work.ts';
import { inPieces } from './in-pieces.ts';
import { type Settled, settle, type WaitingRow } from './settle.ts';

/** What has to be known of an import while its rows come in. */
export type Bringing = Pick<Work, 'id' | 'rows' | 'fileName' | 'duplicates' | 'cameBy'>;

const mostAtOnce = 500;

/**
 * One step of bringing in: the next rows become records, fill others in, or stay out, all or nothing.
 * @returns the number of the last row that is done
 */
export async function bringStep(tx: Tx, work: Bringing, done: number): Promise<number> {
  // Another file may say the same at this very moment.
  await holdLibrary(tx);
  const { rows } = await sql<{ number: number }>`
    select number from evidence.import_row where import_id = ${work.id} and number > ${done} and standing in ('new', 'alike')
    order by number limit ${mostAtOnce}`.execute(tx.db);
  const numbers = rows.map(({ number }) => number);
  const refused = await inPieces(tx, numbers, some => bringRows(tx, work, some));
  if (refused.length > 0)
    await sql`update evidence.import_row set standing = 'refused', entry = null,
      problems = jsonb_build_array(jsonb_build_object('line', line, 'text', 'bring.problem.unstorable'))
      where import_id = ${work.id} and number = any (${refused}::int[])`.execute(tx.db);
  return numbers.length < mostAtOnce ? work.rows : (numbers.at(-1) ?? work.rows);
}

async function bringRows(tx: Tx, work: Bringing, numbers: readonly number[]): Promise<void> {
  const { rows, adds, fills } = settle(await readWaiting(tx, work.id, numbers), work.duplicates);
  // Whatever can fail comes before what is recorded.
  const filled = await fillRecords(tx, work, fills);
  const added = await addRecords(tx, adds, work.cameBy);
  if (filled.size > 0)
    tx.record('evidence.records.filled', { detail: { import: work.id, numbers: [...filled.keys()] } });
  await tellRows(
    tx,
    work.id,
    rows.map(row => outcomeOf(row, added, filled)),
  );
}

async function readWaiting(tx: Tx, id: number, numbers: readonly number[]): Promise<WaitingRow[]> {
  const { rows } = await sql<WaitingRow>`
    select r.number, r.entry, evidence.came_before(r.import_id, r.number, r.source) is not null as same, a.record, a."row",
      to_json(coalesce(a.why, '{}')) as why
    from evidence.import_row r left join evidence.alike_rows(${id}, ${[...numbers]}::int[]) a on a.number = r.number
    where r.import_id = ${id} and r.number = any (${[...numbers]}::int[]) order by r.number`.execute(tx.db);
  return rows;
}

/**
 * Gives records what they do not say.
 * @returns the new version of each that there was something to say to
 */
async function fillRecords(
  tx: Tx,
  { id, fileName }: Bringing,
  fills: ReadonlyMap<number, Entry>,
): Promise<Map<number, number>> {
  if (fills.size === 0) return new Map();
  const { rows } = await sql<{ number: number; version: number }>`
    update evidence.record r set entry = f.entry || r.entry, change_note = ${`${fileName} (${id})`}
    from (select u.number, case when r.year is distinct from (u.entry ->> 'year')::int and r.year is not null then u.entry - 'date' else u.entry end as entry
      from unnest(${[...fills.keys()]}::int[], ${[...fills.values()].map(entry => JSON.stringify(entry))}::jsonb[]) u (number, entry)
      join evidence.record r on r.number = u.number) f
    where r.number = f.number and r.state = 'public' and f.entry || r.entry <> r.entry returning r.number, r.version`.execute(
    tx.db,
  );
  return new Map(rows.map(({ number, version }) => [number, version]));
}

type Outcome = {
  readonly row: WaitingRow;
  readonly standing: 'same' | 'skipped' | 'brought' | 'filled';
  readonly record: number | null;
  readonly version: number | null;
};

function outcomeOf(one: Settled, added: readonly number[], filled: ReadonlyMap<number, number>): Outcome {
  const { row } = one;
  if ('add' in one) return { row, standing: one.is, record: added[one.add] ?? null, version: 1 };
  const version = 'fill' in one ? filled.get(one.fill) : undefined;
  // A record to which there was nothing to say was left as it is.
  if (version === undefined)
    return { row, standing: one.is === 'same' ? 'same' : 'skipped', record: null, version: null };
  return { row, standing: 'filled', record: 'fill' in one ? one.fill : null, version };
}

/** Writes into rows what became of them; what they said is now said by a record. */
async function tellRows(tx: Tx, id: number, outcomes: readonly Outcome[]): Promise<void> {
  const column = <T>(of: (outcome: Outcome) => T) => outcomes.map(of);
  await sql`update evidence.import_row r set standing = u.standing, record = u.record, version = u.version, entry = null,
      like_record = u.like_record, like_row = u.like_row,
      why = array(select jsonb_array_elements_text(u.why))
    from unnest(${column(({ row }) => row.number)}::int[], ${column(({ standing }) => standing)}::text[],
      ${column(({ record }) => record)}::int[], ${column(({ version }) => version)}::int[],
      ${column(({ row }) => row.record)}::int[], ${column(({ row }) => row.row)}::int[],
      ${column(({ row }) => JSON.stringify(row.why))}::jsonb[]) u (number, standing, record, version, like_record, like_row, why)
    where r.import_id = ${id} and r.number = u.number`.execute(tx.db);
}
