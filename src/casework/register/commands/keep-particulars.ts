import type { Tx } from '../../../platform/database/index.ts';
import type { Entry } from '../queries/read-entry.ts';

export type Particulars = Pick<Entry, 'namedPlace' | 'boundary'>;

/** Keeps the named place and how far it reaches. */
export async function keepParticulars(tx: Tx, { caseId }: Entry, kept: Particulars): Promise<void> {
  await tx.db
    .updateTable('casework.patient')
    .set({ named_place: kept.namedPlace, place_boundary: kept.boundary })
    .where('case_id', '=', caseId)
    .execute();
  tx.record('casework.register.changed', { caseId });
}
