import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/index.ts';

/** A reading list among those of its owner. */
export type ListName = {
  readonly id: number;
  readonly title: string;
  readonly records: number;
  readonly isShared: boolean;
};

/** A record on a list: under its own number, and under that of the record that it went into, if it did. */
export type ListItem = {
  readonly record: number;
  readonly stayed: number;
  readonly title: string;
  readonly annotation: string | null;
};

/** A list as it is read. */
export type ReadingList = {
  readonly title: string;
  readonly note: string | null;
  readonly shownName: string | null;
  readonly items: readonly ListItem[];
};

/** A list as its owner has it. */
export type OwnList = ReadingList & {
  readonly id: number;
  readonly removed: readonly ListItem[];
  readonly shareSealed: string | null;
};

/** The lists of whoever asks, by their titles. */
export async function readLists(tx: Tx): Promise<ListName[]> {
  const { rows } = await sql<ListName>`
    select l.id, l.title, l.share_hash is not null as "isShared",
      (select count(*) from evidence.reading_list_item i where i.list = l.id and i.removed_at is null)::int as records
    from evidence.reading_list l order by lower(l.title), l.id`.execute(tx.db);
  return rows;
}

/** A list of whoever asks, with what was taken off it; nothing where it is somebody else's. */
export async function readOwnList(tx: Tx, id: number): Promise<OwnList | undefined> {
  const { rows } = await sql<OwnList>`
    select l.id, l.title, l.note, l.shown_name as "shownName", l.share_sealed as "shareSealed",
      evidence.items_of(l.id, false) as items, evidence.items_of(l.id, true) as removed
    from evidence.reading_list l where l.id = ${id}`.execute(tx.db);
  return rows[0];
}

/** The list that a link leads to; nothing where there is none, or none any more. */
export async function readSharedList(tx: Tx, hash: Buffer): Promise<ReadingList | undefined> {
  const { rows } = await sql<ReadingList>`
    select title, note, shown_name as "shownName", items from evidence.shared_list(${hash})`.execute(tx.db);
  return rows[0];
}
