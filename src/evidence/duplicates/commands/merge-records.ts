import type { Actor, Tx } from '../../../platform/database/index.ts';
import { tooLate } from '../../../platform/web/index.ts';
import { changeRecord } from '../../record/commands/save-record.ts';
import type { Entry } from '../../record/entry.ts';

/** A record and the version of it that was looked at. */
type LookedAt = { readonly number: number; readonly version: number };
export type Merge = {
  readonly kept: LookedAt;
  readonly merged: LookedAt;
  /** What the one that stays says from now on. */
  readonly entry: Entry;
  readonly actor: Actor;
  /** What the versions of both say of why. */
  readonly notes: { readonly kept: string; readonly merged: string };
};

/**
 * Makes one record of two: one stays with what was chosen, the number of the other leads to it.
 * @returns the number of the merge
 * @throws a refusal with 409 when either was changed meanwhile; the database's OW421 when somebody told the two apart
 */
export async function mergeRecords(tx: Tx, { kept, merged, entry, actor, notes }: Merge): Promise<number> {
  const versionAfter = await changeRecord(tx, { ...kept, entry, note: notes.kept });
  const gone = await tx.db
    .updateTable('evidence.record')
    .set({ state: 'merged', merged_into: kept.number, change_note: notes.merged })
    .where('number', '=', merged.number)
    .where('version', '=', merged.version)
    .where('state', '=', 'public')
    .returning('number')
    .executeTakeFirst();
  if (!gone) throw tooLate('evidence.fault.changed');
  const { id } = await tx.db
    .insertInto('evidence.merge')
    .values({
      ...{ kept: kept.number, merged: merged.number, merged_by: actor.accountId },
      ...{ version_before: kept.version, version_after: versionAfter },
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  tx.record('evidence.records.merged', { detail: { merge: id, kept: kept.number, merged: merged.number } });
  return id;
}
