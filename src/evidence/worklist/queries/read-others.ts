import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/index.ts';
import type { ScaleName } from '../../grades/scales.ts';
import { refusalsUnseen } from '../waiting.ts';

/** An import of which something could not come in. */
export type ImportRefused = {
  readonly id: number;
  readonly fileName: string;
  readonly broughtAt: string;
  readonly refused: number;
};

/** The imports of which something could not come in that nobody has looked at, the oldest first. One query. */
export async function readRefusals(tx: Tx): Promise<ImportRefused[]> {
  const { rows } = await sql<ImportRefused>`
    select i.id, i.file_name as "fileName", to_json(i.brought_at) #>> '{}' as "broughtAt",
      (select count(*)::int from evidence.import_row r where r.import_id = i.id and r.standing = 'refused') as refused
    from evidence.import i where ${refusalsUnseen} order by i.id limit 200`.execute(tx.db);
  return rows;
}

/** A record that waits on one scale for a second grader or to be settled. */
export type GradingWaits = {
  readonly record: number;
  readonly title: string;
  readonly language: string | null;
  readonly scale: ScaleName;
  readonly waits: 'second' | 'settle';
};

/** The gradings that wait, those that differ first, a page of them, and how many there are. One query. */
export async function readGradings(
  tx: Tx,
  { from, most }: { from: number; most: number },
): Promise<{ gradings: GradingWaits[]; total: number }> {
  const { rows } = await sql<{ gradings: GradingWaits[]; total: number }>`
    with waiting as materialized (select * from evidence.gradings_waiting())
    select (select count(*)::int from waiting) as total, (select coalesce(json_agg(g), '[]') from (
      select w.record, w.title, r.entry ->> 'language' as language, w.scale, w.waits
      from waiting w join evidence.record r on r.number = w.record
      order by w.waits desc, w.record, w.scale offset ${from} limit ${most}) g) as gradings`.execute(tx.db);
  return rows[0] ?? { gradings: [], total: 0 };
}
