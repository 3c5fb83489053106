import { sql } from 'kysely';
import type { Json, Tx } from '../../../platform/database/index.ts';
import { tooLate } from '../../../platform/web/index.ts';
import type { Entry } from '../entry.ts';

/** How a record came into the library. */
export type CameBy = 'librarian' | 'import' | 'submission' | 'harvest' | 'demonstration';

/**
 * Holds the library until the transaction ends, as every change of a record does: whoever decides by what is in it holds it
 * before they look, and never with a record in their hands.
 */
export async function holdLibrary(tx: Pick<Tx, 'db'>): Promise<void> {
  await sql`select evidence.hold_library()`.execute(tx.db);
}

/**
 * Takes records into the library, in order, as one statement. They are found as soon as this is committed.
 * @param entries as `entrySchema` gives them
 * @returns their numbers, in the same order
 */
export async function addRecords(tx: Tx, entries: readonly Entry[], cameBy: CameBy): Promise<number[]> {
  if (entries.length === 0) return [];
  const { rows } = await sql<{ number: number }>`
    insert into evidence.record (entry, came_by)
    select u.entry, ${cameBy} from unnest(${entries.map(entry => JSON.stringify(entry))}::jsonb[]) with ordinality u (entry, place)
    order by u.place returning number`.execute(tx.db);
  const numbers = rows.map(({ number }) => number);
  tx.record('evidence.records.added', { detail: { numbers, cameBy } });
  return numbers;
}

type Change = {
  readonly number: number;
  /** The version that was looked at while it was changed. */
  readonly version: number;
  readonly entry: Entry;
  /** Why, in the words of whoever changes it. */
  readonly note?: string | undefined;
};

/**
 * Changes a record; the version before stays and can be compared.
 * @returns the number of its new version
 * @throws a refusal with 409 when somebody else changed it meanwhile, or it is withdrawn
 */
export async function changeRecord(tx: Tx, { number, version, entry, note }: Change): Promise<number> {
  const changed = await tx.db
    .updateTable('evidence.record')
    .set({ entry: JSON.stringify(entry) as unknown as Json, change_note: note ?? null })
    .where('number', '=', number)
    .where('version', '=', version)
    .where('state', '=', 'public')
    .returning('version')
    .executeTakeFirst();
  if (!changed) throw tooLate('evidence.fault.changed');
  tx.record('evidence.record.changed', { detail: { number, version: changed.version } });
  return changed.version;
}
