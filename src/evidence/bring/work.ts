import { sql } from 'kysely';
import type { Tx } from '../../platform/database/index.ts';
import type { JobContext, WorkEnd } from '../../platform/jobs/index.ts';
import { bringStep } from './bring-rows.ts';
import { readingOf, takeStep } from './check-file.ts';
import type { Work } from './import-at-work.ts';
import { progressOf } from './queries/read-import.ts';
import { undoStep } from './undo-rows.ts';

/** What the work needs of its surroundings: a job has them, and so does the command line. */
export type Around = Pick<JobContext, 'transaction' | 'longWork'> & {
  onProgress?: (done: number, total: number) => void;
};

const next = { checking: 'checked', importing: 'imported', undoing: 'undone' } as const;

/**
 * Does what an import waits for: looks through its file, brings in what was found good, or takes it back. Running it again
 * does nothing that was done.
 */
export async function workOnImport(around: Around, id: number): Promise<WorkEnd | 'nothing to do'> {
  const work = await around.transaction(tx => readWork(tx, id));
  if (work?.state !== 'checking' && work?.state !== 'importing' && work?.state !== 'undoing')
    return 'nothing to do';
  const { state } = work;
  const end = await around.longWork({
    job: progressOf(id, state, work.round),
    ...stepsOf(state, work),
    ...(around.onProgress ? { onProgress: around.onProgress } : {}),
  });
  if (end === 'done') await around.transaction(tx => moveOn(tx, id, { from: state, to: next[state] }));
  return end;
}

/** Each step sees first whether the import still waits for it: somebody may have stopped it. */
function stepsOf(state: keyof typeof next, work: Work) {
  const total = { checking: work.size, importing: work.rows, undoing: work.lastRecord }[state];
  const reading = readingOf(work);
  const steps = { checking: takeStep(reading), importing: bringStep, undoing: undoStep } as const;
  return {
    total,
    step: async (tx: Tx, done: number) =>
      (await isStill(tx, work.id, state)) ? await steps[state](tx, work, done) : total,
  };
}

async function isStill(tx: Tx, id: number, state: string): Promise<boolean> {
  const { rows } =
    await sql`select from evidence.import where id = ${id} and state = ${state} for update`.execute(tx.db);
  return rows.length > 0;
}

async function readWork(tx: Tx, id: number): Promise<Work | undefined> {
  const { rows } = await sql<Work>`
    select i.id, i.state, i.file_name as "fileName", i.format, i.mapping, i.duplicates, i.undone_because as because, i.round,
      i.size::float8 as size, i.rows, 'import' as "cameBy", coalesce((select max(r.record) from evidence.import_row r where r.import_id = i.id), 0) as "lastRecord"
    from evidence.import i where i.id = ${id}`.execute(tx.db);
  return rows[0];
}

async function moveOn(tx: Tx, id: number, { from, to }: { from: string; to: string }): Promise<void> {
  const moved = await tx.db
    .updateTable('evidence.import')
    .set({ state: to })
    .where('id', '=', id)
    .where('state', '=', from)
    .returning('id')
    .executeTakeFirst();
  if (moved) tx.record(`evidence.import.${to}`, { detail: { import: id } });
}
