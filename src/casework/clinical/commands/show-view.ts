import type { Actor, Tx } from '../../../platform/database/index.ts';
import { textIn } from '../../../platform/language/index.ts';
import { showAgain } from '../../../voice/index.ts';
import { openPart } from '../open-part.ts';
import type { ApplicationFile } from '../queries/read-application.ts';
import { wordingOf } from '../queries/read-wording.ts';

/**
 * Shows the person what their clinician says to what they ask for, in their own language, at the moment in which it goes
 * out. Nobody asks them for words again: they have spoken, and may add to it until it is decided.
 * @returns the number of the version that was shown
 */
export async function showView(
  tx: Tx,
  { file, actor }: { file: ApplicationFile; actor: Actor },
): Promise<number> {
  const wording = await wordingOf(tx, file.caseId);
  const paper = await openPart(tx, file.id, textIn(wording.language, wording.easyRead));
  return showAgain(tx, { occasionId: file.occasionId, caseId: file.caseId, actor, paper });
}
