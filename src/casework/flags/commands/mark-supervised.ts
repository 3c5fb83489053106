import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/index.ts';

// Kept as it is written here: in the history of a case a reason is what somebody wrote, in one language.
const reasons = {
  'Secretary of State': 'Discharged by the Secretary of State with conditions on liberty.',
  tribunal: 'Discharged by the tribunal with conditions on liberty.',
} as const;

/**
 * Marks a case as a supervised discharge because it was decided so, whoever records that; nothing where it is marked.
 * By the section's door.
 */
export async function markSupervised(tx: Tx, caseId: number, by: keyof typeof reasons): Promise<void> {
  await sql`select casework.mark_supervised(${caseId}, ${reasons[by]})`.execute(tx.db);
  tx.record('casework.flag.set', { caseId });
}
