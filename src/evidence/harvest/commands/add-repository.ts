import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/index.ts';

/**
 * Adds another library, which a job then asks what it is.
 * @param baseUrl as `baseUrlFrom` gives it
 * @returns its number
 */
export async function addRepository(tx: Tx, added: { accountId: number; baseUrl: string }): Promise<number> {
  const { id } = await tx.db
    .insertInto('evidence.repository')
    .values({ base_url: added.baseUrl, added_by: added.accountId })
    .returning('id')
    .executeTakeFirstOrThrow();
  tx.record('evidence.repository.added', { detail: { repository: id } });
  await askFor(tx, 'evidence-ask-repository', id);
  return id;
}

/** Asks for a job on a repository; one that waits already is enough, and one at work may ask for the next. */
export async function askFor(
  tx: Pick<Tx, 'db'>,
  task: 'evidence-ask-repository' | 'evidence-harvest',
  repository: number,
): Promise<void> {
  await sql`select jobs.enqueue(${task}, ${JSON.stringify({ repository })}::json, ${`${task} ${repository}`})`.execute(
    tx.db,
  );
}
