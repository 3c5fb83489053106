import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/index.ts';
import { notAllowed, notFound } from '../../../platform/web/index.ts';

/** What a list says of itself; an empty text is none. */
export type ListInput = { readonly title: string; readonly note: string; readonly shownName: string };

/**
 * What only its owner does with a list was done to `row`.
 * @throws a refusal: with 403 in words for somebody who keeps the list with its owner, with 404 for anybody else
 */
export async function doneByOwner(tx: Tx, list: number, row: unknown): Promise<void> {
  if (row) return;
  const { rows } = await sql`
    select from evidence.reading_list where id = ${list} and account_id <> access.account_id()`.execute(
    tx.db,
  );
  throw rows[0] ? notAllowed('shelf.refusal.owner') : notFound();
}

const orNull = (text: string) => (text.trim() === '' ? null : text.trim());

/**
 * Makes a reading list of whoever asks.
 * @returns its number
 * @throws the database's OW461 where they have a hundred
 */
export async function makeList(tx: Tx, { title, note, shownName }: ListInput): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into evidence.reading_list (account_id, title, note, shown_name)
    values (access.account_id(), ${title.trim()}, ${orNull(note)}, ${orNull(shownName)}) returning id`.execute(
    tx.db,
  );
  const id = rows[0]?.id ?? 0;
  tx.record('evidence.list.made', { detail: { list: id } });
  return id;
}

/**
 * Changes what a list says of itself.
 * @throws a refusal where it is not theirs
 */
export async function changeList(tx: Tx, id: number, { title, note, shownName }: ListInput): Promise<void> {
  const { rows } = await sql`
    update evidence.reading_list set title = ${title.trim()}, note = ${orNull(note)}, shown_name = ${orNull(shownName)}
    where id = ${id} returning id`.execute(tx.db);
  await doneByOwner(tx, id, rows[0]);
  tx.record('evidence.list.changed', { detail: { list: id } });
}

/**
 * Deletes a list with all that was noted on it; its link leads nowhere from then on.
 * @throws a refusal where it is not theirs
 */
export async function deleteList(tx: Tx, id: number): Promise<void> {
  const { rows } = await sql`delete from evidence.reading_list where id = ${id} returning id`.execute(tx.db);
  await doneByOwner(tx, id, rows[0]);
  tx.record('evidence.list.deleted', { detail: { list: id } });
}

/**
 * Gives a list a link by which anybody may read it, in place of the one before; without one, nobody else may.
 * @param link the hash of its token, and the token sealed for its owner's eyes
 * @throws a refusal where the list is not theirs
 */
export async function shareList(
  tx: Tx,
  id: number,
  link?: { readonly hash: Buffer; readonly sealed: string },
): Promise<void> {
  const { rows } = await sql`
    update evidence.reading_list set share_hash = ${link?.hash ?? null}::bytea, share_sealed = ${link?.sealed ?? null}
    where id = ${id} returning id`.execute(tx.db);
  await doneByOwner(tx, id, rows[0]);
  tx.record(link ? 'evidence.list.shared' : 'evidence.list.unshared', { detail: { list: id } });
}
