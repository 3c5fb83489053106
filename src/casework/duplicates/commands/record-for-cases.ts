import { sql } from 'kysely';
import type { AuditDetail, Tx } from '../../../platform/database/index.ts';

/** Writes one audit row for every case of the two persons, so that each case tells what was done with it. */
export async function recordForCases(
  tx: Tx,
  event: string,
  { persons, detail }: { persons: readonly [number, number]; detail: AuditDetail },
): Promise<void> {
  const { rows } = await sql<{ id: number }>`select k.id from people.case k
    where k.person_id = any (${[...persons]}) order by k.id`.execute(tx.db);
  for (const { id } of rows) tx.record(event, { caseId: id, detail });
}
