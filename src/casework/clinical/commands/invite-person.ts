import { sql } from 'kysely';
import type { Actor, Tx } from '../../../platform/database/index.ts';
import { isAnswered } from '../../../platform/forms/index.ts';
import { type Language, textIn } from '../../../platform/language/index.ts';
import { tooLate } from '../../../platform/web/index.ts';
import { inviteToSpeak } from '../../../voice/index.ts';
import { openPart } from '../open-part.ts';
import type { ApplicationFile } from '../queries/read-application.ts';
import { answersOf } from '../walked.ts';

/**
 * Shows the person the open part as it stands now, in their own language, and invites them to say their part.
 * @throws a refusal with 409 when the case is closed, the application is over, or nothing is asked for yet
 */
export async function invitePerson(
  tx: Tx,
  { file, actor }: { file: ApplicationFile; actor: Actor },
): Promise<void> {
  if (file.caseClosedOn !== null) throw tooLate('casework.refusal.caseClosed');
  if (file.state !== 'draft') throw tooLate('casework.refusal.notDraft');
  if (!mayInvite(file)) throw tooLate('casework.refusal.nothingAsked');
  const wording = await wordingOf(tx, file.caseId);
  const paper = await openPart(tx, file.id, textIn(wording.language, wording.easyRead));
  await inviteToSpeak(tx, { occasionId: file.occasionId, caseId: file.caseId, actor, paper });
}

/** There has to be something that the person can think about: the kind of leave and what it is for. */
export function mayInvite(file: ApplicationFile): boolean {
  const { leaveTypes, purpose } = answersOf(file.open);
  return isAnswered(leaveTypes) && isAnswered(purpose);
}

async function wordingOf(tx: Tx, caseId: number): Promise<{ language: Language; easyRead: boolean }> {
  const { rows } = await sql<{ language: Language; easyRead: boolean }>`
    select coalesce(a.language, person.language) as language, coalesce(a.easy_read, false) as "easyRead"
    from people.case k join people.person person on person.id = k.person_id
    left join people.account a on a.person_id = person.id and a.ended_on is null
    where k.id = ${caseId}`.execute(tx.db);
  return rows[0] ?? { language: 'en', easyRead: false };
}
