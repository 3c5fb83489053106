import { sql } from 'kysely';
import type { Actor, Tx } from '../../../platform/database/index.ts';
import { notAllowed, tooLate } from '../../../platform/web/index.ts';
import { mayTakeBack, openIn, turnOf } from '../parts.ts';
import { clinicalPaths } from '../paths.ts';
import type { ApplicationFile, KeptPart } from '../queries/read-application.ts';
import { forgetCarried } from './forget-carried.ts';

type Sign = {
  readonly file: ApplicationFile;
  readonly part: KeptPart;
  readonly actor: Actor;
  readonly today: Temporal.PlainDate;
};

/**
 * Signs a part of a document, in the name of the account. From then on it stays as it is, and those of the next part
 * are told that it is their turn.
 * @throws a refusal: 403 for anybody but a hand of the part, 409 when it is not its turn, when something in it is missing
 *   or not confirmed, or when the document was sent or the case is closed
 */
export async function signPart(tx: Tx, sign: Sign): Promise<void> {
  refuseUnlessItsTurn(sign);
  const { gaps, toConfirm } = openIn(sign.file, sign.part);
  if (gaps.length > 0 || toConfirm.length > 0) throw tooLate('parts.refusal.incomplete');
  await forgetCarried(tx, sign.file, sign.part.sections);
  await putSignature(tx, sign);
  await tellTurn(tx, sign.file.id);
}

/** @throws a refusal: 403 for anybody but a hand of the part, 409 when it is not its turn to be signed */
export function refuseUnlessItsTurn({ file, part }: Pick<Sign, 'file' | 'part'>): void {
  if (!part.isMine) throw notAllowed('parts.refusal.another');
  if (file.caseClosedOn !== null) throw tooLate('casework.refusal.caseClosed');
  if (file.state !== 'draft') throw tooLate('parts.refusal.sent');
  if (part.signature) throw tooLate('parts.refusal.signed');
  if (turnOf(file) !== part) throw tooLate('parts.refusal.tooEarly');
}

/** The signature alone: a submission makes it under the last part. */
export async function putSignature(tx: Tx, { file, part, actor, today }: Sign): Promise<void> {
  await tx.db
    .insertInto('casework.part_signature')
    .values({
      document_id: file.id,
      case_id: file.caseId,
      part: part.part,
      signed_name: actor.name,
      signed_on: today.toString(),
      signed_by: actor.accountId,
    })
    .execute();
  tx.record('casework.part.signed', {
    caseId: file.caseId,
    detail: { application: file.id, part: part.part, round: file.round },
  });
}

/**
 * Takes a signature back, so that the part can be changed and signed again.
 * @throws a refusal with 409 when somebody has signed after it, when the document was sent, or for another's signature
 */
export async function takePartBack(tx: Tx, { file, part }: Pick<Sign, 'file' | 'part'>): Promise<void> {
  if (!part.signature?.isMine) throw notAllowed('parts.refusal.another');
  if (!mayTakeBack(file, part)) throw tooLate('parts.refusal.signedAfter');
  await tx.db
    .updateTable('casework.part_signature')
    .set({ taken_back_at: sql`now()` })
    .where('document_id', '=', file.id)
    .where('part', '=', part.part)
    .where('taken_back_at', 'is', null)
    .execute();
  tx.record('casework.part.taken-back', {
    caseId: file.caseId,
    detail: { application: file.id, part: part.part, round: file.round },
  });
}

/** Writes to those whose turn it is, in a mail that says nothing. */
export async function tellTurn(tx: Tx, documentId: number): Promise<void> {
  await sql`select platform.queue_mail(told, 'mail.something', ${clinicalPaths.application(documentId)})
    from casework.hands_of_turn(${documentId}) told`.execute(tx.db);
}
