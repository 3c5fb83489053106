import type { Actor, Tx } from '../../../platform/database/index.ts';
import { isAnswered } from '../../../platform/forms/index.ts';
import { textIn } from '../../../platform/language/index.ts';
import { tooLate } from '../../../platform/web/index.ts';
import { inviteToSpeak } from '../../../voice/index.ts';
import { keyOfKind } from '../../papers/words-of-kind.ts';
import { kindRules } from '../../rules/document-kinds.ts';
import { openPart } from '../open-part.ts';
import type { ApplicationFile } from '../queries/read-application.ts';
import { wordingOf } from '../queries/read-wording.ts';
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
  if (!isToBeAsked(file)) throw tooLate('casework.refusal.notDraft');
  if (!mayInvite(file)) throw tooLate(keyOfKind(file.kind, 'casework.refusal.nothingAsked'));
  const wording = await wordingOf(tx, file.caseId);
  const paper = await openPart(tx, file.id, textIn(wording.language, wording.easyRead));
  await inviteToSpeak(tx, { occasionId: file.occasionId, caseId: file.caseId, actor, paper });
}

/** Before it goes out; and after a recall, when it was not safe to ask before. */
export function isToBeAsked({ kind, state, outcome, spoken }: ApplicationFile): boolean {
  if (state === 'draft') return true;
  return state === 'decided' && kindRules[kind].leavesDuties === true && outcome === 'grant' && !spoken;
}

/** There has to be something that the person can think about. */
export function mayInvite(file: ApplicationFile): boolean {
  const answers = answersOf(file.open);
  return kindRules[file.kind].toThinkAbout.every(id => isAnswered(answers[id]));
}
