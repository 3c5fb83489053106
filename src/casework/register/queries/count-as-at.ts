import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/index.ts';

export type AsAtCount = { status: string; family: string; patients: number };

/** The whole register on a day, counted by status and governing authority. One query. */
export async function countAsAt(tx: Tx, day: string): Promise<AsAtCount[]> {
  const { rows } = await sql<AsAtCount>`
    select status, family, patients from casework.register_as_at(${day}::date)`.execute(tx.db);
  return rows;
}
