import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/index.ts';
import { found } from '../../../platform/web/index.ts';
import { hold } from './keep-items.ts';
import { doneByOwner } from './keep-list.ts';

type Link = { readonly hash: Buffer; readonly sealed: string };

/**
 * Makes a link by which one more person may keep a list with its owner: good once, for a fortnight.
 * @throws a refusal where the list is not theirs; the database's OW491 where twenty keep it or are asked to
 */
export async function invite(tx: Tx, list: number, { hash, sealed }: Link): Promise<void> {
  await hold(tx, list);
  const { rows } = await sql`
    insert into evidence.list_invitation (list, account_id, hash, sealed)
    select l.id, l.account_id, ${hash}::bytea, ${sealed} from evidence.reading_list l
    where l.id = ${list} and l.account_id = access.account_id() returning list`.execute(tx.db);
  await doneByOwner(tx, list, rows[0]);
  tx.record('evidence.list.invited', { detail: { list } });
}

/**
 * Lets an invitation lead nowhere.
 * @throws a refusal where it is not theirs, or was accepted already
 */
export async function withdrawInvitation(tx: Tx, list: number, invitation: number): Promise<void> {
  const { rows } = await sql`
    delete from evidence.list_invitation where id = ${invitation} and list = ${list} returning id`.execute(
    tx.db,
  );
  await doneByOwner(tx, list, rows[0]);
  tx.record('evidence.list.invitation-withdrawn', { detail: { list } });
}

/**
 * Lets somebody keep a list no longer, or lets them again; what they put on it stays.
 * @throws a refusal where the list is not theirs; the database's OW491 where twenty keep it already
 */
export async function removeCoauthor(
  tx: Tx,
  list: number,
  { coauthor, isOut }: { readonly coauthor: number; readonly isOut: boolean },
): Promise<void> {
  await hold(tx, list);
  const { rows } = await sql<{ account: number }>`
    update evidence.list_coauthor set removed_at = case when ${isOut}::boolean then now() end
    where id = ${coauthor} and list = ${list} and left_at is null returning account_id as account`.execute(
    tx.db,
  );
  await doneByOwner(tx, list, rows[0]);
  const event = isOut ? 'evidence.list.coauthor-removed' : 'evidence.list.coauthor-back';
  tx.record(event, { detail: { list, account: rows[0]?.account ?? 0 } });
}

/**
 * Takes an invitation up.
 * @param hash of the token in its link
 * @param name by which the others who keep the list see them
 * @returns the number of the list
 * @throws a refusal with 404 where the invitation has ended, or is their own
 */
export async function acceptInvitation(tx: Tx, hash: Buffer, name: string): Promise<number> {
  const { rows } = await sql<{ list: number | null }>`
    select evidence.accept_invitation(${hash}::bytea, ${name.trim()}) as list`.execute(tx.db);
  const list = found(rows[0]?.list);
  tx.record('evidence.list.joined', { detail: { list } });
  return list;
}

/**
 * Keeps somebody else's list no longer.
 * @throws a refusal with 404 where they do not
 */
export async function leaveList(tx: Tx, list: number): Promise<void> {
  const { rows } = await sql<{ went: boolean }>`select evidence.leave_list(${list}::bigint) as went`.execute(
    tx.db,
  );
  found(rows[0]?.went || undefined);
  tx.record('evidence.list.left', { detail: { list } });
}
