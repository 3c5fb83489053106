import type { Actor, Tx } from '../../../platform/database/index.ts';
import { notAllowed, tooLate } from '../../../platform/web/index.ts';
import { formNamed } from '../../forms/forms.ts';
import { kindRules } from '../../rules/document-kinds.ts';
import type { ApplicationFile } from '../queries/read-application.ts';
import { readKnown } from '../queries/read-known.ts';
import { layKnown } from './start-document.ts';

/** Whether the clinician whose view is sought has written nothing yet of what the person asks for. */
export function mayBeginView(file: ApplicationFile): boolean {
  const { kind, leads, state, open, closed, caseClosedOn } = file;
  const own = file.parts[0]?.sections ?? [];
  const isUntouched = [...open, ...closed].every(({ section }) => own.includes(section));
  return (
    kindRules[kind].ofThePerson === true && leads && state === 'draft' && caseClosedOn === null && isUntouched
  );
}

/**
 * Begins the clinician's part of what a person asks for, as a document of their own would begin: with what the record knows,
 * and the clinical picture as it was last signed.
 * @throws a refusal: 403 for anybody but the clinician, 409 when it was begun before or the view is no longer awaited
 */
export async function beginView(
  tx: Tx,
  { file, actor, today }: { file: ApplicationFile; actor: Actor; today: Temporal.PlainDate },
): Promise<void> {
  const { id, kind, caseId } = file;
  if (!file.leads) throw notAllowed('parts.refusal.another');
  if (!mayBeginView(file)) throw tooLate('platform.refusal.notInThisState');
  const known = await readKnown(tx, { kind, caseId, accountId: actor.accountId });
  const form = formNamed(file.formVersion);
  const carriedFrom = await layKnown(tx, { id, form, known, start: { kind, caseId, actor, today } });
  tx.record('casework.view.begun', {
    caseId,
    detail: { application: id, ...(carriedFrom ? { carriedFrom } : {}) },
  });
}
