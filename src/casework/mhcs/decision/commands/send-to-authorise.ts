import type { Tx } from '../../../../platform/database/index.ts';
import { tell } from '../../../../platform/mail/index.ts';
import { notAllowed, tooLate } from '../../../../platform/web/index.ts';
import type { Statement } from '../../../../voice/index.ts';
import { dueAfterPause } from '../../../rules/clocks.ts';
import { grantedBy } from '../draft.ts';
import { decisionPaths } from '../paths.ts';
import type { DecisionFile, KeptDecision } from '../queries/read-decision-file.ts';
import { authorisersOf, type Lack, lacksOf } from '../readiness.ts';
import { refuseUnlessWritable } from '../workable.ts';

type Send = {
  readonly file: DecisionFile;
  readonly statements: readonly Statement[];
  /** The version that the sender read. */
  readonly version: number;
  /** Somebody who could authorise, to be told; without one it waits in the queue. */
  readonly tell?: number;
  readonly today: Temporal.PlainDate;
};

/** Sent; or what it lacks, with nothing written. */
export type Sent = { readonly ok: true } | { readonly ok: false; readonly lacks: readonly Lack[] };

/**
 * Sends a decision to be authorised by a second person. From then on its text stands still.
 * @throws a refusal: 409 when it has changed since it was read or cannot be sent now, 403 when the person to be told
 *   could not authorise it
 */
export async function sendToAuthorise(tx: Tx, send: Send): Promise<Sent> {
  const { file, statements, tell: toTell } = send;
  refuseUnlessWritable(file);
  const { decision } = file;
  if (!decision) return { ok: false, lacks: [{ what: 'kind' }] };
  const lacks = lacksOf(decision, { ...file, today: send.today }, statements);
  if (lacks.length > 0) return { ok: false, lacks };
  const colleague = authorisersOf({ ...file, decision }).find(({ id }) => id === toTell);
  if (toTell !== undefined && !colleague) throw notAllowed('mhcs.decision.refusal.notAuthoriser');
  await moveDecision(tx, send, decision);
  // The request to look at a decision again follows that decision by itself.
  if (!file.again) await moveApplication(tx, send);
  tx.record('casework.decision.sent', {
    caseId: file.caseId,
    detail: { application: file.id, decision: decision.id, version: decision.version + 1 },
  });
  if (colleague) {
    await tell(tx, colleague.id, { subject: 'mail.authorise', path: decisionPaths.authorise(file.id) });
  }
  return { ok: true };
}

async function moveDecision(tx: Tx, { file, version }: Send, decision: KeptDecision): Promise<void> {
  const granted = grantedBy(decision, file.askedFor);
  const unchanged = [...granted].sort().join() === [...decision.granted].sort().join();
  // First the text, then the state: once it waits for authorisation, not even this may change it.
  const last = unchanged ? version : await keepGranted(tx, { id: decision.id, granted, version });
  const moved = await tx.db
    .updateTable('casework.decision')
    .set({ state: 'awaiting authorisation' })
    .where('id', '=', decision.id)
    .where('version', '=', last)
    .where('state', 'in', ['draft', 'sent back'])
    .returning('id')
    .executeTakeFirst();
  if (!moved) throw tooLate('mhcs.decision.refusal.changed');
}

async function keepGranted(
  tx: Tx,
  { id, granted, version }: { id: number; granted: string[]; version: number },
): Promise<number> {
  const kept = await tx.db
    .updateTable('casework.decision')
    .set({ granted })
    .where('id', '=', id)
    .where('version', '=', version)
    .returning('version')
    .executeTakeFirst();
  return kept?.version ?? 0;
}

async function moveApplication(tx: Tx, { file, today }: Send): Promise<void> {
  const { dueOn, pausedOn } = file;
  // Whoever decides without the information that was asked for lets the clock run on.
  const due =
    dueOn && pausedOn
      ? dueAfterPause(Temporal.PlainDate.from(dueOn), Temporal.PlainDate.from(pausedOn), today).toString()
      : dueOn;
  const moved = await tx.db
    .updateTable('casework.document')
    .set({ state: 'awaiting authorisation', due_on: due, paused_on: null })
    .where('id', '=', file.id)
    .where('state', '=', file.state)
    .returning('id')
    .executeTakeFirst();
  if (!moved) throw tooLate('platform.refusal.notInThisState');
}
