import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/index.ts';
import { tooLate } from '../../../platform/web/index.ts';
import type { DuplicateChoice } from '../choices.ts';
import { type ImportState, progressOf } from '../queries/read-import.ts';

export type ImportMove = {
  readonly id: number;
  readonly from: readonly ImportState[];
  readonly to: 'checking' | 'importing' | 'stopped' | 'undoing' | 'abandoned';
  readonly mapping?: object;
  readonly duplicates?: DuplicateChoice;
  /** Why what came with it goes again. */
  readonly because?: string;
  /** Whoever moves it does the work too, and no job is asked for. */
  readonly workedHere?: true;
};

const worked: readonly string[] = ['checking', 'importing', 'undoing'];

/**
 * Moves an import on: its file is looked through, brought in, or taken back by a job; or it is stopped or given up.
 * @throws a refusal when it is not where the page showed it; the database's OW420 when it cannot be undone any more
 */
export async function moveImport(tx: Pick<Tx, 'db' | 'record'>, move: ImportMove): Promise<void> {
  const { id, from, to, mapping, duplicates, because } = move;
  const moved = await tx.db
    .updateTable('evidence.import')
    .set({
      state: to,
      ...(mapping ? { mapping: JSON.stringify(mapping) } : {}),
      ...(duplicates ? { duplicates } : {}),
      ...(because ? { undone_because: because } : {}),
    })
    .where('id', '=', id)
    .where('state', 'in', from)
    .returning(['round', 'rows', 'size', 'account_id'])
    .executeTakeFirst();
  if (!moved) throw tooLate('platform.refusal.notInThisState');
  tx.record(`evidence.import.${to}`, { detail: { import: id, rows: moved.rows } });
  if (move.workedHere || !worked.includes(to)) return;
  const job = progressOf(id, to, moved.round);
  await sql`select jobs.enqueue('evidence-import', ${JSON.stringify({ import: id })}::json, ${job})`.execute(
    tx.db,
  );
}
