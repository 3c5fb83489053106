import { sql } from 'kysely';
import type { Tx } from '../../platform/database/index.ts';
import type { JobContext, WorkEnd } from '../../platform/jobs/index.ts';
import { checkRows, type Reading } from './check-rows.ts';
import type { Mapping } from './fields.ts';
import { placesBy } from './places.ts';
import { readClinicians, readPlaces } from './queries/places.ts';

type Standing = {
  state: string;
  rows: number;
  round: number;
  mapping: Mapping | null;
  columns: number;
  testNumbers: boolean;
};

/** What the work needs of its surroundings: a job has them, and so does the command line. */
export type Around = Pick<JobContext, 'transaction' | 'today' | 'longWork'> & {
  onProgress?: (done: number, total: number) => void;
};

const checkedAtOnce = 500;
const broughtAtOnce = 100;

/** The name of a piece of work, by which a page finds its progress. */
export const progressOf = (id: number, round: number, state: string) => `register ${id} ${state} ${round}`;

/**
 * Does what an import waits for: looks through its rows, or brings in those that were found good. Running it again
 * does nothing that was done.
 */
export async function workOnImport(around: Around, id: number): Promise<WorkEnd | 'nothing to do'> {
  const standing = await around.transaction(tx => readStanding(tx, id));
  if (standing?.state === 'checking') return check(around, id, standing);
  if (standing?.state === 'importing') return bring(around, id, standing);
  return 'nothing to do';
}

async function readStanding(tx: Tx, id: number): Promise<Standing | undefined> {
  const { rows } = await sql<Standing>`
    select state, rows, round, mapping, cardinality(headings) as columns, platform.is_demonstration() as "testNumbers"
    from casework.register_import where id = ${id}`.execute(tx.db);
  return rows[0];
}

async function check(around: Around, id: number, standing: Standing): Promise<WorkEnd> {
  const { mapping, columns, testNumbers, round, rows } = standing;
  const places = placesBy(await around.transaction(readPlaces));
  const clinicians = await around.transaction(readClinicians);
  const reading: Reading = {
    ...{ id, mapping: mapping ?? {}, columns, places, clinicians },
    given: { today: around.today, testNumbers },
  };
  const end = await around.longWork({
    ...{ job: progressOf(id, round, 'checking'), total: rows },
    step: async (tx, done) => done + (await checkRows(tx, reading, { done, atMost: checkedAtOnce })),
    ...(around.onProgress ? { onProgress: around.onProgress } : {}),
  });
  if (end === 'done') await around.transaction(tx => moveOn(tx, id, 'checking', 'checked'));
  return end;
}

async function bring(around: Around, id: number, { round }: Standing): Promise<WorkEnd> {
  const total = await around.transaction(tx => lastRow(tx, id));
  const end = await around.longWork({
    ...{ job: progressOf(id, round, 'importing'), total },
    step: async (tx, done) => {
      const { rows } = await sql<{ came: number | null }>`
        select casework.bring_rows(${id}, ${done}, ${broughtAtOnce}) as came`.execute(tx.db);
      return rows[0]?.came ?? total;
    },
    ...(around.onProgress ? { onProgress: around.onProgress } : {}),
  });
  if (end === 'done') await around.transaction(tx => moveOn(tx, id, 'importing', 'imported'));
  return end;
}

async function lastRow(tx: Tx, id: number): Promise<number> {
  const { rows } = await sql<{ last: number | null }>`
    select max(number) as last from casework.register_import_row where import_id = ${id}`.execute(tx.db);
  return rows[0]?.last ?? 0;
}

async function moveOn(tx: Tx, id: number, from: string, state: string): Promise<void> {
  await tx.db
    .updateTable('casework.register_import')
    .set({ state })
    .where('id', '=', id)
    .where('state', '=', from)
    .execute();
  tx.record('casework.import.moved', { detail: { import: id, done: state === 'imported' } });
}
