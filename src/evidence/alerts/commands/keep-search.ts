import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/index.ts';
import { found } from '../../../platform/web/index.ts';
import type { SearchState } from '../../search/state.ts';
import type { AlertChoice } from '../queries/read-searches.ts';

export type SearchInput = { readonly name: string; readonly alert: AlertChoice };

/** Up to which document there is nothing new: all that is there now has been seen, or can be. */
const now = sql`coalesce((select i.last from search.index i where i.name = 'evidence'), 0)`;
const alertOf = (choice: AlertChoice) => (choice === 'none' ? null : choice);
const dueOn = (choice: AlertChoice) =>
  choice === 'none' ? sql`null::date` : sql`access.today() + ${choice === 'daily' ? 1 : 7}::int`;

/** A search as it is kept. Where somebody stands on the page is no part of what they look for. */
export const keptAs = (state: SearchState): string =>
  JSON.stringify({ ...state, page: 1, size: 20, all: undefined });

/**
 * Keeps a search for whoever asks. Whatever comes from now on is new to it.
 * @returns its number
 * @throws the database's OW460 where they keep a hundred
 */
export async function keepSearch(tx: Tx, state: SearchState, { name, alert }: SearchInput): Promise<number> {
  const kept = keptAs(state);
  const { rows } = await sql<{ id: number }>`
    insert into evidence.saved_search (account_id, name, state, alert, due_on, told, counted)
    values (access.account_id(), ${name.trim()}, ${kept}::jsonb, ${alertOf(alert)}, ${dueOn(alert)}, ${now}, ${now}) returning id`.execute(
    tx.db,
  );
  const id = rows[0]?.id ?? 0;
  tx.record('evidence.search.kept', { detail: { search: id, alert } });
  return id;
}

/**
 * Gives a search another name or its letters another time. Who asks for letters anew is told of what comes from then on;
 * what came since the last letter stays to be told when only their time changes.
 * @throws a refusal with 404 where it is not theirs
 */
export async function changeSearch(tx: Tx, id: number, { name, alert }: SearchInput): Promise<void> {
  const { rows } = await sql`
    update evidence.saved_search set name = ${name.trim()}, alert = ${alertOf(alert)},
      due_on = case when alert = ${alertOf(alert)} then due_on else ${dueOn(alert)} end,
      told = case when alert is null then ${now} else told end
    where id = ${id} returning id`.execute(tx.db);
  found(rows[0]);
  tx.record('evidence.search.changed', { detail: { search: id, alert } });
}

/**
 * Notes that its owner looks at what a search finds now.
 * @throws a refusal with 404 where it is not theirs
 */
export async function lookAtSearch(tx: Tx, id: number): Promise<void> {
  const { rows } = await sql`update evidence.saved_search set unseen = 0, counted = greatest(counted, ${now})
    where id = ${id} returning id`.execute(tx.db);
  found(rows[0]);
  tx.record('evidence.search.looked', { detail: { search: id } });
}

/**
 * Keeps a search no more; its letters end with it.
 * @throws a refusal with 404 where it is not theirs
 */
export async function removeSearch(tx: Tx, id: number): Promise<void> {
  const { rows } = await sql`delete from evidence.saved_search where id = ${id} returning id`.execute(tx.db);
  found(rows[0]);
  tx.record('evidence.search.removed', { detail: { search: id } });
}

/**
 * Ends the letters of a search for whoever has one of them.
 * @param token as it stands in the letter
 * @throws a refusal with 404 where there is no such search
 */
export async function stopAlert(tx: Tx, token: string): Promise<void> {
  const { rows } = await sql<{ id: number }>`select id from evidence.stop_alert(${token}::uuid)`.execute(
    tx.db,
  );
  const { id } = found(rows[0]);
  tx.record('evidence.alert.stopped', { detail: { search: id } });
}
