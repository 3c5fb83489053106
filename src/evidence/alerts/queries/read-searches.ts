import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/index.ts';
import { type SearchState, searchState } from '../../search/state.ts';

export const alertChoices = ['none', 'daily', 'weekly'] as const;
export type AlertChoice = (typeof alertChoices)[number];

/** A search that somebody keeps. */
export type SavedSearch = {
  readonly id: number;
  readonly name: string;
  readonly state: SearchState;
  readonly alert: AlertChoice;
  /** How many records came since its owner last looked; counted every hour. */
  readonly unseen: number;
};

/** The searches of whoever asks, by their names; with `id` that one alone, nothing where it is somebody else's. */
export async function readSearches(tx: Tx, id?: number): Promise<SavedSearch[]> {
  const { rows } = await sql<SavedSearch>`
    select s.id, s.name, s.state, coalesce(s.alert, 'none') as alert, s.unseen from evidence.saved_search s
    where ${id ?? null}::bigint is null or s.id = ${id ?? null}::bigint order by lower(s.name), s.id`.execute(
    tx.db,
  );
  // What an older program kept is read as an address is: what makes no sense any more is left out.
  return rows.map(row => ({ ...row, state: searchState.parse(row.state) }));
}

/** The name under which whoever asks keeps this search already, in whatever order; nothing where they do not. */
export async function readNameOf(tx: Tx, kept: string): Promise<string | undefined> {
  const { rows } = await sql<{ name: string }>`
    select s.name from evidence.saved_search s where s.state - 'order' = ${kept}::jsonb - 'order'
    order by s.id limit 1`.execute(tx.db);
  return rows[0]?.name;
}

/** Whether letters can come to whoever asks: people in hospital often have no e-mail. */
export async function canBeWrittenTo(tx: Tx): Promise<boolean> {
  const { rows } = await sql<{ can: boolean }>`
    select a.email is not null as can from people.account a where a.id = (select access.account_id())`.execute(
    tx.db,
  );
  return rows[0]?.can ?? false;
}

/** What whoever has a letter may know of its alert: whether there still is one. Nothing where there never was. */
export async function readAlertOf(tx: Tx, token: string): Promise<{ isOn: boolean } | undefined> {
  const { rows } = await sql<{ isOn: boolean }>`
    select alert is not null as "isOn" from evidence.alert_of(${token}::uuid)`.execute(tx.db);
  return rows[0];
}
