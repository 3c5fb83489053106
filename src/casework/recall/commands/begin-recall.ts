import type { Tx } from '../../../platform/database/index.ts';
import { tooLate } from '../../../platform/web/index.ts';
import { type BeginBySection, beginBySection } from '../../mhcs/commands/begin-by-section.ts';
import { type DocumentKind, fitsStatus } from '../../rules/document-kinds.ts';
import type { Recallable } from '../queries/read-recallable.ts';

export type BeginRecall = BeginBySection & {
  readonly of: Recallable;
  readonly kind: Extract<DocumentKind, 'recall' | 'urgent recall'>;
};

/**
 * The Secretary of State acts alone (section 42(3)): the section begins a recall and sends it to itself, signed by the
 * officer.
 * @returns the document
 * @throws a refusal with 409 when the case is closed, the person was not discharged on conditions, or one is under way
 */
export async function beginRecall(tx: Tx, begin: BeginRecall): Promise<number> {
  const { of, kind } = begin;
  if (of.closedOn !== null) throw tooLate('casework.refusal.caseClosed');
  if (!fitsStatus(kind, of.status)) throw tooLate('casework.refusal.notDischarged.recall');
  return beginBySection(tx, begin);
}
