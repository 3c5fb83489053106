import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/index.ts';

/** Has a record's address asked again as soon as its server has rested. */
export async function askAgain(tx: Tx, number: number): Promise<void> {
  await tx.db
    .updateTable('evidence.link')
    .set({ next_at: sql<string>`now()` })
    .where('record', '=', number)
    .execute();
  await sql`select jobs.enqueue('evidence-links', '{}', 'evidence links')`.execute(tx.db);
  tx.record('evidence.link.asked', { detail: { number } });
}
