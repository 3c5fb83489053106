import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/index.ts';
import { isLacking, type Lackable } from '../lacking.ts';

/** A record that lacks something, as a list shows it. */
export type LackingRecord = {
  readonly number: number;
  readonly title: string;
  readonly year: number | null;
  readonly publisher: string | null;
  readonly language: string | null;
};

/** The records that lack something, with numbers above `after`, and how many there are in all. One query. */
export async function readLacking(
  tx: Tx,
  what: Lackable,
  { after, most }: { after: number; most: number },
): Promise<{ records: LackingRecord[]; total: number }> {
  const { rows } = await sql<{ records: LackingRecord[]; total: number }>`
    select (select count(*)::int from evidence.record r where ${isLacking[what]}) as total,
      (select coalesce(json_agg(l order by l.number), '[]') from (
        select r.number, r.title, r.year, r.entry ->> 'publisher' as publisher,
          r.entry ->> 'language' as language from evidence.record r
        where ${isLacking[what]} and r.number > ${after}::int order by r.number limit ${most}) l) as records`.execute(
    tx.db,
  );
  return rows[0] ?? { records: [], total: 0 };
}

/** The records before and after a number that lack the same. One query. */
export async function readNeighbours(
  tx: Tx,
  what: Lackable,
  number: number,
): Promise<{ before: number | null; after: number | null }> {
  const { rows } = await sql<{ before: number | null; after: number | null }>`
    select (select r.number from evidence.record r where ${isLacking[what]} and r.number < ${number}::int
        order by r.number desc limit 1) as before,
      (select r.number from evidence.record r where ${isLacking[what]} and r.number > ${number}::int
        order by r.number limit 1) as after`.execute(tx.db);
  return rows[0] ?? { before: null, after: null };
}
