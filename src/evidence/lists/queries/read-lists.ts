import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/index.ts';

/** A reading list among those that somebody keeps. */
export type ListName = {
  /** False where somebody else owns it and they take part. */
  readonly isOwn: boolean;
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

/** Whose hand something is: the name is null where it is the list's owner. */
export type Hand = { readonly name: string | null; readonly isMe: boolean };

/** A record as those who keep its list see it. */
export type SignedItem = ListItem & {
  readonly noteVersion: number;
  readonly added: Hand;
  readonly noted: Hand | null;
};

/** Somebody who keeps a list with its owner, or did until the owner removed them. */
export type Coauthor = {
  readonly id: number;
  readonly name: string;
  readonly isMe: boolean;
  readonly isOut: boolean;
};

/** A list as its owner has it, and those who keep it together. */
export type OwnList = Omit<ReadingList, 'items'> & {
  readonly id: number;
  readonly isOwn: boolean;
  readonly items: readonly SignedItem[];
  readonly removed: readonly SignedItem[];
  readonly shareSealed: string | null;
  readonly coauthors: readonly Coauthor[];
  /** That nobody took up yet; for the owner alone. */
  readonly invitations: readonly { readonly id: number; readonly sealed: string; readonly endsOn: string }[];
};

/** An invitation as whoever has its link reads it. */
export type Invitation = {
  readonly list: number;
  readonly title: string;
  readonly note: string | null;
  readonly shownName: string | null;
  readonly isOwn: boolean;
  readonly isIn: boolean;
};

/** The lists of whoever asks, and those that they keep with others, by their titles. */
export async function readLists(tx: Tx): Promise<ListName[]> {
  const { rows } = await sql<ListName>`
    select l.id, l.title, l.account_id = access.account_id() as "isOwn", l.share_hash is not null as "isShared",
      (select count(*) from evidence.reading_list_item i where i.list = l.id and i.removed_at is null)::int as records
    from evidence.reading_list l order by lower(l.title), l.id`.execute(tx.db);
  return rows;
}

/** A list of whoever asks, or one that they keep with its owner, with what was taken off it; nothing of any other. */
export async function readOwnList(tx: Tx, id: number): Promise<OwnList | undefined> {
  const { rows } = await sql<OwnList>`
    select l.id, l.title, l.note, l.shown_name as "shownName", l.share_sealed as "shareSealed",
      l.account_id = (select access.account_id()) as "isOwn",
      evidence.signed_items_of(l.id, false) as items, evidence.signed_items_of(l.id, true) as removed,
      (select coalesce(json_agg(json_build_object('id', c.id, 'name', c.name, 'isMe', c.account_id = (select access.account_id()),
          'isOut', c.removed_at is not null) order by c.joined_at, c.id), '[]')
        from evidence.list_coauthor c where c.list = l.id and c.left_at is null) as coauthors,
      (select coalesce(json_agg(json_build_object('id', i.id, 'sealed', i.sealed, 'endsOn', i.ends_on) order by i.id), '[]')
        from evidence.list_invitation i where i.list = l.id and i.ends_on >= access.today()) as invitations
    from evidence.reading_list l where l.id = ${id}`.execute(tx.db);
  return rows[0];
}

/** The list that a link leads to; nothing where there is none, or none any more. */
export async function readSharedList(tx: Tx, hash: Buffer): Promise<ReadingList | undefined> {
  const { rows } = await sql<ReadingList>`
    select title, note, shown_name as "shownName", items from evidence.shared_list(${hash})`.execute(tx.db);
  return rows[0];
}

/** What an invitation leads to; nothing where it was taken up, withdrawn, or has ended. */
export async function readInvitation(tx: Tx, hash: Buffer): Promise<Invitation | undefined> {
  const { rows } = await sql<Invitation>`
    select list, title, note, shown_name as "shownName", is_own as "isOwn", is_in as "isIn"
    from evidence.invitation_of(${hash}::bytea)`.execute(tx.db);
  return rows[0];
}
