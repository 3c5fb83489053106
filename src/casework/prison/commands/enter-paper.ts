import type { Actor, Tx } from '../../../platform/database/index.ts';
import type { Answers } from '../../../platform/forms/index.ts';
import { tooLate } from '../../../platform/web/index.ts';
import { beginBySection } from '../../mhcs/commands/begin-by-section.ts';
import { fitsStatus } from '../../rules/document-kinds.ts';
import type { Prisoner } from '../queries/read-prisoner.ts';

export type EnterPaper = {
  readonly of: Prisoner;
  readonly answers: Answers;
  /** Whether the person was asked, and what came of it. */
  readonly asked: string;
  readonly actor: Actor;
  readonly today: Temporal.PlainDate;
  readonly now: Temporal.Instant;
};

/**
 * Prisons may not use this program: the section enters the referral, the two reports and the bed as they came on paper,
 * and decides on them as on every other. Words that the person says until then are answered.
 * @returns the document
 * @throws a refusal with 409 when the case is closed, the person is not in prison, or a transfer is under way; the
 *   database refuses reports by one doctor (OW332) and without a doctor approved under section 12 (OW333)
 */
export async function enterPaper(tx: Tx, { of, asked, ...paper }: EnterPaper): Promise<number> {
  if (of.closedOn !== null) throw tooLate('casework.refusal.caseClosed');
  if (!fitsStatus('prison transfer', of.status)) throw tooLate('prison.refusal.notInPrison');
  return beginBySection(tx, { of, kind: 'prison transfer', sightNote: asked, ...paper });
}
