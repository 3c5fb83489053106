import { sql } from 'kysely';
import type { Tx } from '../../platform/database/index.ts';
import type { Entry } from '../record/entry.ts';
import type { Place } from './ask.ts';

/** A record as it is harvested. What is no more has its header and nothing else. */
export type Harvested = {
  readonly number: number;
  readonly type: string;
  readonly isGone: boolean;
  readonly entry: Entry;
  /** ISO moment, to the microsecond. */
  readonly at: string;
};

const columns = sql`r.number, r.type, r.state <> 'public' as "isGone", r.entry, to_json(r.changed_at at time zone 'UTC') #>> '{}' || '+00:00' as at`;

/** How many records a list gives at once. */
export const atOnce = 100;

/** One record, whatever became of it. */
export async function readHarvested(tx: Tx, number: number): Promise<Harvested | undefined> {
  const { rows } =
    await sql<Harvested>`select ${columns} from evidence.record r where r.number = ${number}`.execute(tx.db);
  return rows[0];
}

/**
 * The records that come next in a list, oldest change first, and one more where there are more; and how many there are in
 * all, counted when the list begins and not again with each of its parts.
 */
export async function readPlace(tx: Tx, place: Place): Promise<{ records: Harvested[]; total: number }> {
  const { from = null, before = null, type = null, afterAt = null, afterNumber = null } = place;
  const wanted = sql`(${from}::timestamptz is null or r.changed_at >= ${from}) and (${before}::timestamptz is null or r.changed_at < ${before})
    and (${type}::text is null or r.type = ${type})`;
  const total =
    place.total === undefined
      ? sql`(select count(*)::int from evidence.record r where ${wanted})`
      : sql`${place.total}::int`;
  const { rows } = await sql<Harvested & { total: number }>`
    select ${columns}, ${total} as total from evidence.record r
    where ${wanted} and (r.changed_at, r.number) > (coalesce(${afterAt}::timestamptz, '-infinity'), coalesce(${afterNumber}::int, 0))
    order by r.changed_at, r.number limit ${atOnce + 1}`.execute(tx.db);
  return { records: rows, total: rows[0]?.total ?? 0 };
}

/** The day before which nothing was ever changed: when the first record came. */
export async function readEarliest(tx: Tx): Promise<string | undefined> {
  const { rows } = await sql<{
    at: string | null;
  }>`select to_json(min(changed_at) at time zone 'UTC') #>> '{}' || '+00:00' as at from evidence.record`.execute(
    tx.db,
  );
  return rows[0]?.at ?? undefined;
}
