import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/index.ts';
import { found } from '../../../platform/web/index.ts';

/** A record on a list. */
type On = { readonly list: number; readonly record: number };

/**
 * Who changes a list waits for whoever changes it already: places stay in one row.
 * @throws a refusal with 404 where they neither own it nor take part
 */
export async function hold(tx: Tx, list: number): Promise<void> {
  const { rows } = await sql<{ isTheirs: boolean }>`
    select evidence.hold_list(${list}::bigint) as "isTheirs"`.execute(tx.db);
  found(rows[0]?.isTheirs || undefined);
}

/**
 * Puts records on a list, at its end, in this order. One that is on it stays where it is; one that was taken off comes
 * back to where it was, with what was noted on it.
 * @throws a refusal with 404 where the list is not theirs; the database's OW462 where it would hold too many
 */
export async function addToList(tx: Tx, list: number, records: readonly number[]): Promise<void> {
  await hold(tx, list);
  await sql`
    insert into evidence.reading_list_item (list, account_id, record, place)
    select l.id, l.account_id, r.number, u.place
      + coalesce((select max(i.place) from evidence.reading_list_item i where i.list = ${list}), 0)
    from evidence.reading_list l cross join unnest(${[...new Set(records)]}::int[]) with ordinality u (number, place)
    join evidence.record r on r.number = u.number and r.state = 'public' where l.id = ${list}
    on conflict (list, record) do update set removed_at = null`.execute(tx.db);
  tx.record('evidence.list.added-to', { detail: { list, records: records.length } });
}

/** Lets a record change places with the one before or after it; the first and the last stay where they are. */
export async function moveOnList(tx: Tx, { list, record }: On, way: 'up' | 'down'): Promise<void> {
  await hold(tx, list);
  const isUp = way === 'up';
  await sql`
    with here as materialized (select i.place from evidence.reading_list_item i
      where i.list = ${list} and i.record = ${record} and i.removed_at is null),
    there as materialized (select i.record, i.place from evidence.reading_list_item i, here
      where i.list = ${list} and i.removed_at is null
        and case when ${isUp}::boolean then i.place < here.place else i.place > here.place end
      order by case when ${isUp}::boolean then -i.place else i.place end limit 1)
    update evidence.reading_list_item i set place = case when i.record = there.record then here.place else there.place end
    from here, there where i.list = ${list} and i.record in (${record}, there.record)`.execute(tx.db);
  tx.record('evidence.list.ordered', { detail: { list, record } });
}

/**
 * Takes a record off a list, or puts it back where it was; what was noted on it is kept.
 * @throws the database's OW490 where they take part only, and somebody else put it there
 */
export async function takeOffList(tx: Tx, { list, record }: On, isOff: boolean): Promise<void> {
  await hold(tx, list);
  const { rows } = await sql`
    update evidence.reading_list_item set removed_at = case when ${isOff}::boolean then now() end
    where list = ${list} and record = ${record} returning record`.execute(tx.db);
  found(rows[0]);
  tx.record(isOff ? 'evidence.list.taken-off' : 'evidence.list.put-back', { detail: { list, record } });
}

/** What is noted on a record, and on which state of the note it was written. */
export type Note = { readonly annotation: string; readonly version: number };

/**
 * Notes something on a record of a list; an empty text takes the note away.
 * @returns false where somebody changed the note in the meantime, or the record is not on a list of theirs
 */
export async function annotate(
  tx: Tx,
  { list, record }: On,
  { annotation, version }: Note,
): Promise<boolean> {
  const text = annotation.trim() === '' ? null : annotation.trim();
  const { rows } = await sql`
    update evidence.reading_list_item set annotation = ${text}
    where list = ${list} and record = ${record} and note_version = ${version}::int returning record`.execute(
    tx.db,
  );
  if (!rows[0]) return false;
  tx.record('evidence.list.annotated', { detail: { list, record } });
  return true;
}
