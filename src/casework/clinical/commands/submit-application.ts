import type { Actor, Tx } from '../../../platform/database/index.ts';
import { type Answers, clearDown, splitByAudience, wordsOf } from '../../../platform/forms/index.ts';
import { found, notAllowed, tooLate } from '../../../platform/web/index.ts';
import { handOver, standing as standingOf } from '../../../voice/index.ts';
import { askedIn } from '../../rules/asked-in.ts';
import { decisionDue } from '../../rules/clocks.ts';
import { type DocumentKind, kindRules } from '../../rules/document-kinds.ts';
import type { GateResult } from '../../rules/gate.ts';
import { gatesFor, mayGoOut } from '../gates.ts';
import { isSignedBySending } from '../parts.ts';
import { type ApplicationFile, readApplication } from '../queries/read-application.ts';
import { walkedFor } from '../walked.ts';
import { onlyWhoLeads } from '../who-leads.ts';
import { forgetCarried } from './forget-carried.ts';
import { showView } from './show-view.ts';
import { putSignature } from './sign-part.ts';

export type Submit = {
  readonly documentId: number;
  readonly actor: Actor;
  /** As it was typed; it has to be the name of the account that signs. */
  readonly signedName: string;
  readonly sightConfirmedOn: Temporal.PlainDate;
  readonly sightNote: string;
  readonly today: Temporal.PlainDate;
  readonly now: Temporal.Instant;
};

/** Submitted; or what still blocks it, with nothing written. */
export type Submitted =
  | { readonly ok: true; readonly kind: DocumentKind }
  | { readonly ok: false; readonly gates: readonly GateResult[] };

/**
 * Submits an application to MHCS. Everything is checked once more inside this transaction, with the application
 * locked: the state, the case, each gate, the signature. What goes out is stored as it was, with the version of
 * every gate; the person's words go with it by reference.
 * @throws a refusal: 404 for strangers, 403 for anybody but those who lead it, 409 when the application
 *   is no longer a draft or the case is closed
 */
export async function submitApplication(tx: Tx, submit: Submit): Promise<Submitted> {
  const file = await lockedDraft(tx, submit.documentId);
  const standing = await standingOf(tx, file.occasionId);
  const on = submit.today.toString();
  const gates = gatesFor(file, {
    standing,
    today: submit.today,
    sightConfirmedOn: submit.sightConfirmedOn.toString(),
    signature: { name: submit.signedName, on },
  });
  if (!mayGoOut(file, gates)) return { ok: false, gates };
  const walked = walkedFor(file, 'closed');
  const { kept } = clearDown(walked);
  const shownId = kindRules[file.kind].ofThePerson
    ? await showView(tx, { file, actor: submit.actor })
    : standing.shownId;
  await keepSubmission(tx, { submit, file, shownId, gates, parts: splitByAudience(walked.form, kept) });
  await giveUndertaking(tx, { submit, file, kept });
  await forgetCarried(tx, file);
  const last = file.parts.find(part => isSignedBySending(file, part));
  if (last) await putSignature(tx, { file, part: last, actor: submit.actor, today: submit.today });
  await handOver(tx, file.occasionId);
  await tx.db
    .updateTable('casework.document')
    .set({
      state: 'submitted',
      asked_for: [...askedIn(file.kind, kept)],
      // What the person asks for came in on the day on which they sent it.
      submitted_at: file.submittedAt ?? submit.now.toString(),
      due_on: kindRules[file.kind].decisionClock
        ? decisionDue({ kind: file.kind, askedFor: askedIn(file.kind, kept) }, submit.today).on.toString()
        : null,
      paused_on: null,
    })
    .where('id', '=', file.id)
    .execute();
  tx.record('casework.document.submitted', {
    caseId: file.caseId,
    detail: { application: file.id, round: file.round, shown: shownId },
  });
  return { ok: true, kind: file.kind };
}

async function lockedDraft(tx: Tx, id: number): Promise<ApplicationFile> {
  await tx.db.selectFrom('casework.document').select('id').where('id', '=', id).forUpdate().execute();
  const file = await readApplication(tx, id);
  if (!file.leads) throw notAllowed(onlyWhoLeads(file.kind));
  if (file.caseClosedOn !== null) throw tooLate('casework.refusal.caseClosed');
  if (file.state !== 'draft') throw tooLate('casework.refusal.notDraft');
  return file;
}

type Going = { submit: Submit; file: ApplicationFile; kept: Answers };
type Keeping = Omit<Going, 'kept'> & {
  parts: { open: Answers; closed: Answers };
  shownId: number | null;
  gates: readonly GateResult[];
};

async function keepSubmission(tx: Tx, { submit, file, parts, shownId, gates }: Keeping): Promise<void> {
  const submission = await tx.db
    .insertInto('casework.submission')
    .values({
      document_id: file.id,
      case_id: file.caseId,
      round: file.round,
      answers: JSON.stringify(parts.open),
      shown_id: shownId,
      sight_confirmed_on: submit.sightConfirmedOn.toString(),
      sight_note: submit.sightNote,
      signed_name: submit.signedName,
      signed_on: submit.today.toString(),
      submitted_by: submit.actor.accountId,
    })
    .returning('id')
    .executeTakeFirst();
  await tx.db
    .insertInto('casework.submission_closed')
    .values({
      submission_id: found(submission).id,
      case_id: file.caseId,
      answers: JSON.stringify(parts.closed),
      gates: JSON.stringify(gates),
    })
    .execute();
}

/** Gate LG-4: a promise to notify MAPPA, made in section 5, becomes a record that leave has to wait for. */
async function giveUndertaking(tx: Tx, { submit, file, kept }: Going): Promise<void> {
  const [promised] = wordsOf(kept.mappaUndertaking);
  if (promised !== 'yes' || wordsOf(kept.mappaNotifiedOn).length > 0) return;
  const given = await tx.db
    .insertInto('casework.undertaking')
    .values({
      document_id: file.id,
      case_id: file.caseId,
      given_by: submit.actor.accountId,
      given_on: submit.today.toString(),
    })
    // Given in an earlier round, it still stands.
    .onConflict(conflict => conflict.doNothing())
    .executeTakeFirst();
  if (given.numInsertedOrUpdatedRows === 1n) {
    tx.record('casework.undertaking.given', { caseId: file.caseId, detail: { application: file.id } });
  }
}
