import { sql } from 'kysely';
import type { Actor, Tx } from '../../platform/database/index.ts';
import type { PaperDocument } from '../../platform/documents/index.ts';

export type Showing = { occasionId: number; caseId: number; actor: Actor; paper: PaperDocument };

/**
 * Shows the person what is asked for and invites them to say their part. What was shown is frozen: a statement
 * names the version that its maker had before them. Inviting again shows a new version.
 * @param to the occasion and its case, who invites, and the open part of what is asked for
 */
export async function inviteToSpeak(tx: Tx, to: Showing): Promise<void> {
  const shown = await freeze(tx, to);
  await tx.db
    .insertInto('voice.opportunity')
    .values({
      case_id: to.caseId,
      occasion_id: to.occasionId,
      outcome: 'invited',
      recorded_by: to.actor.accountId,
    })
    .execute();
  await writeToPerson(tx, to.caseId);
  tx.record('voice.person.invited', { caseId: to.caseId, detail: { occasion: to.occasionId, shown } });
}

/**
 * Shows the person a new version without asking them for words: they have spoken, and may add to it.
 * @returns the number of the version
 */
export async function showAgain(tx: Tx, to: Showing): Promise<number> {
  const shown = await freeze(tx, to);
  await writeToPerson(tx, to.caseId);
  tx.record('voice.person.shown', { caseId: to.caseId, detail: { occasion: to.occasionId, shown } });
  return shown;
}

async function freeze(tx: Tx, to: Showing): Promise<number> {
  const { id } = await tx.db
    .insertInto('voice.shown')
    .values({
      case_id: to.caseId,
      occasion_id: to.occasionId,
      paper: JSON.stringify(to.paper),
      shown_by: to.actor.accountId,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** Many people on a ward have no address; they are told by somebody. */
async function writeToPerson(tx: Tx, caseId: number): Promise<void> {
  await sql`
    select platform.queue_mail(a.id, 'voice.mail.invited', '/my')
    from people.circle c join people.account a on a.id = c.account_id and a.email is not null
    where c.case_id = ${caseId} and c.capacity = 'subject' and c.until_on is null`.execute(tx.db);
}
