import { sql } from 'kysely';
import type { Actor, Tx } from '../../../platform/database/index.ts';

/**
 * Lets another liaison officer into a case of the victim side.
 * @returns false when there is no such account
 * @throws the database's OW140 when the account is no liaison officer
 */
export async function letIn(
  tx: Tx,
  { caseId, username, actor }: { caseId: number; username: string; actor: Actor },
): Promise<boolean> {
  const colleague = await tx.db
    .selectFrom('people.account')
    .select('id')
    .where('username', '=', username.trim().toLowerCase())
    .executeTakeFirst();
  if (!colleague) return false;
  await sql`insert into victim.liaison (case_id, account_id, added_by)
    select ${caseId}, ${colleague.id}, ${actor.accountId} where not exists (select from victim.liaison l
      where l.case_id = ${caseId} and l.account_id = ${colleague.id} and l.until_on is null)`.execute(tx.db);
  tx.record('victim.officer.let-in', { caseId, detail: { officer: colleague.id } });
  return true;
}

/**
 * Ends the actor's own standing in a case.
 * @throws the database's OW141 for the last officer of a case with an active victim
 */
export async function leaveCase(tx: Tx, caseId: number, actor: Actor): Promise<void> {
  await tx.db
    .updateTable('victim.liaison')
    .set({ until_on: sql<string>`access.today()` })
    .where('case_id', '=', caseId)
    .where('account_id', '=', actor.accountId)
    .where('until_on', 'is', null)
    .execute();
  tx.record('victim.officer.left', { caseId });
}
