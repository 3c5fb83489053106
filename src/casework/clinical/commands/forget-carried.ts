import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/index.ts';
import type { ApplicationFile } from '../queries/read-application.ts';
import { tasksFor } from '../walked.ts';

/**
 * What was taken over into a section that does not apply does not go out, so nobody has to confirm it.
 * @param among the sections that are signed now; those of the parts before were done with when they were signed
 */
export async function forgetCarried(tx: Tx, file: ApplicationFile, among?: readonly string[]): Promise<void> {
  const applying = tasksFor(file).filter(({ state }) => state !== 'not needed');
  const forgotten = [...file.open, ...file.closed]
    .filter(({ carried }) => Object.keys(carried).length > 0)
    .map(({ section }) => section)
    .filter(id => among?.includes(id) !== false && !applying.some(({ section }) => section === id));
  if (forgotten.length === 0) return;
  for (const table of ['casework.open_answers', 'casework.closed_answers'] as const)
    await tx.db
      .updateTable(table)
      .set({ carried: '{}', changed_by: sql`access.account_id()` })
      .where('document_id', '=', file.id)
      .where('section', 'in', forgotten)
      .execute();
}
