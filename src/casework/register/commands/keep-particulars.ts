import type { Tx } from '../../../platform/database/index.ts';
import type { Entry } from '../queries/read-entry.ts';

export type Particulars = Pick<
  Entry,
  'namedPlace' | 'boundary' | 'longTermLeave' | 'supervisedDischarge' | 'technicalRecall'
>;

/** Keeps the named place, how far it reaches, and the section's own flags. */
export async function keepParticulars(tx: Tx, { caseId }: Entry, kept: Particulars): Promise<void> {
  await tx.db
    .updateTable('casework.patient')
    .set({ named_place: kept.namedPlace, place_boundary: kept.boundary })
    .where('case_id', '=', caseId)
    .execute();
  const flags = {
    long_term_leave: kept.longTermLeave,
    supervised_discharge: kept.supervisedDischarge,
    technical_recall: kept.technicalRecall,
  };
  await tx.db
    .insertInto('casework.register_flag')
    .values({ case_id: caseId, ...flags })
    .onConflict(conflict => conflict.column('case_id').doUpdateSet(flags))
    .execute();
  tx.record('casework.register.changed', { caseId });
}
