import type { Tx } from '../../../platform/database/index.ts';
import type { Characteristics, Whose } from './read-characteristics.ts';

const fields = ['sex', 'ethnicity', 'offence'] as const;

/**
 * Keeps what was said of a person for counting. The audit says what changed and never what it became.
 * @param seen the version that whoever changes it had before them
 * @returns false when somebody else changed it since; nothing is kept then
 */
export async function keepCharacteristics(
  tx: Tx,
  { whose, kept, seen }: { whose: Whose; kept: Characteristics; seen: number },
): Promise<boolean> {
  const { caseId } = whose;
  const changed = fields.filter(field => whose[field] !== kept[field]);
  if (seen !== whose.version || !(await write(tx, { caseId, kept, seen }))) return false;
  tx.record('casework.characteristics.kept', { caseId, detail: { changed: changed.join(' ') } });
  return true;
}

async function write(
  tx: Tx,
  { caseId, kept, seen }: { caseId: number; kept: Characteristics; seen: number },
) {
  const { sex, ethnicity, offence: offence_group } = kept;
  const row = { sex, ethnicity, offence_group };
  const done =
    seen === 0
      ? await tx.db
          .insertInto('casework.characteristics')
          .values({ case_id: caseId, ...row })
          .onConflict(conflict => conflict.doNothing())
          .executeTakeFirst()
      : await tx.db
          .updateTable('casework.characteristics')
          .set(row)
          .where('case_id', '=', caseId)
          .where('version', '=', seen)
          .executeTakeFirst();
  return 'numUpdatedRows' in done ? done.numUpdatedRows > 0n : (done.numInsertedOrUpdatedRows ?? 0n) > 0n;
}
