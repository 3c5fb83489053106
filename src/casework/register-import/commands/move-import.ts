import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/index.ts';
import { tooLate } from '../../../platform/web/index.ts';
import type { Mapping } from '../fields.ts';
import { progressOf } from '../work.ts';

export type ImportMove = {
  readonly id: number;
  readonly from: readonly string[];
  readonly to: 'checking' | 'importing' | 'abandoned';
  readonly mapping?: Mapping;
};

/**
 * Moves an import on: its rows are looked through, or brought in, by a job; or it is given up, and what was uploaded
 * is gone.
 * @throws a refusal when it is not where the page showed it
 */
export async function moveImport(tx: Tx, { id, from, to, mapping }: ImportMove): Promise<void> {
  const moved = await tx.db
    .updateTable('casework.register_import')
    .set({ state: to, ...(mapping ? { mapping: JSON.stringify(mapping) } : {}) })
    .where('id', '=', id)
    .where('state', 'in', from)
    .returning(['round', 'rows', 'account_id'])
    .executeTakeFirst();
  if (!moved) throw tooLate('platform.refusal.notInThisState');
  tx.record('casework.import.moved', { detail: { import: id, rows: moved.rows } });
  if (to === 'abandoned') return;
  const job = progressOf(id, moved.round, to);
  await tx.db
    .insertInto('platform.progress')
    .values({ job, account_id: moved.account_id, total: moved.rows })
    .execute();
  await sql`select jobs.enqueue('register-import', ${JSON.stringify({ import: id })}::json, ${job})`.execute(
    tx.db,
  );
}
