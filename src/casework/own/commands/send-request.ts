import type { Actor, Tx } from '../../../platform/database/index.ts';
import type { PaperDocument } from '../../../platform/documents/index.ts';
import type { Answers } from '../../../platform/forms/index.ts';
import { tooLate } from '../../../platform/web/index.ts';
import { handOver, openOccasion, type Part, sealStatement } from '../../../voice/index.ts';
import { formOn, nameOfForm } from '../../forms/forms.ts';
import { viewDue } from '../../rules/clocks/notices.ts';
import { kindRules } from '../../rules/document-kinds.ts';
import type { OwnDraft } from '../queries/read-draft.ts';
import { tellClinicians, tellPerson } from './tell-of-request.ts';

export type Sending = {
  readonly draft: OwnDraft;
  readonly actor: Actor;
  /** What is asked for, as whoever sends it had it before them. */
  readonly paper: PaperDocument;
  /** The words, in the order of the questions; none where all were left empty. */
  readonly said: readonly Part[];
  readonly language: string;
  readonly today: Temporal.PlainDate;
};

/**
 * Sends what a person asks for. It becomes a document whose first part is signed, the words become a sealed statement that
 * has to be answered, and the section and the clinician have both at once. From now on the view of the clinician is awaited.
 * @returns the number of the document
 * @throws a refusal with 409 when the case is closed, nothing is asked for, or the same was sent and is not decided
 */
export async function sendRequest(tx: Tx, sending: Sending): Promise<number> {
  const { draft, actor, today } = sending;
  if (draft.closedOn !== null) throw tooLate('casework.refusal.caseClosed');
  if (draft.asked.length === 0) throw tooLate('own.refusal.nothingAsked');
  const occasionId = await openOccasion(tx, { caseId: draft.caseId, room: 'casework' });
  const id = await makeDocument(tx, sending, occasionId);
  const answers: Answers = { [kindRules[draft.kind].asks?.question ?? '']: [...draft.asked] };
  await signOwnPart(tx, { ...sending, id, answers });
  const shownId = await say(tx, { ...sending, occasionId });
  await keepOwnSubmission(tx, { ...sending, id, answers, shownId });
  await handOver(tx, occasionId);
  await tx.db.deleteFrom('casework.own_draft').where('id', '=', draft.id).execute();
  await tellClinicians(tx, id);
  if (actor.personId === null) await tellPerson(tx, { caseId: draft.caseId, documentId: id });
  tx.record('casework.own.sent', {
    caseId: draft.caseId,
    detail: { application: id, kind: draft.kind, viewDueOn: viewDue(today).toString() },
  });
  return id;
}

async function makeDocument(tx: Tx, { draft, actor, today }: Sending, occasionId: number): Promise<number> {
  const made = await tx.db
    .insertInto('casework.document')
    .values({
      case_id: draft.caseId,
      kind: draft.kind,
      occasion_id: occasionId,
      team_id: draft.teamId,
      form_version: nameOfForm(formOn(draft.kind, today)),
      asked_for: [...draft.asked],
      view_due_on: viewDue(today).toString(),
      created_by: actor.accountId,
    })
    .onConflict(conflict => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!made) throw tooLate('own.refusal.askedAlready');
  return made.id;
}

type Sent = Sending & { readonly id: number; readonly answers: Answers };

async function signOwnPart(tx: Tx, { draft, actor, today, id, answers }: Sent): Promise<void> {
  const own = { document_id: id, case_id: draft.caseId };
  await tx.db
    .insertInto('casework.open_answers')
    .values({ ...own, section: 'A', answers: JSON.stringify(answers), changed_by: actor.accountId })
    .execute();
  await tx.db
    .insertInto('casework.part_signature')
    .values({
      ...own,
      ...{ part: 'A', signed_name: actor.name, signed_on: today.toString(), signed_by: actor.accountId },
    })
    .execute();
}

/** What they had before them is frozen, and what they said is sealed: typed by themselves, or written down for them. */
async function say(
  tx: Tx,
  { draft, actor, paper, said, language, occasionId }: Sending & { occasionId: number },
): Promise<number> {
  const { caseId } = draft;
  const { id: shownId } = await tx.db
    .insertInto('voice.shown')
    .values({
      case_id: caseId,
      occasion_id: occasionId,
      paper: JSON.stringify(paper),
      shown_by: actor.accountId,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const route = actor.personId === null ? 'written down' : 'typed';
  if (said.length > 0) {
    await sealStatement(tx, { caseId, occasionId, shownId, actor, parts: said, route, language });
    return shownId;
  }
  // They could have said something, and may still.
  await tx.db
    .insertInto('voice.opportunity')
    .values({ case_id: caseId, occasion_id: occasionId, outcome: 'not now', recorded_by: actor.accountId })
    .execute();
  return shownId;
}

async function keepOwnSubmission(
  tx: Tx,
  { draft, actor, today, id, answers, shownId }: Sent & { shownId: number },
): Promise<void> {
  await tx.db
    .insertInto('casework.submission')
    .values({
      document_id: id,
      case_id: draft.caseId,
      // Before the first round of the clinician.
      round: 0,
      answers: JSON.stringify(answers),
      shown_id: shownId,
      sight_confirmed_on: today.toString(),
      signed_name: actor.name,
      signed_on: today.toString(),
      submitted_by: actor.accountId,
    })
    .execute();
}
