import { sql } from 'kysely';
import type { Actor, Tx } from '../../../platform/database/index.ts';
import { tooLate } from '../../../platform/web/index.ts';
import type { AuthorisedMove } from '../queries/read-moves.ts';
import { tellOfConsent } from './tell-of-consent.ts';

export type EndMove = {
  readonly move: Pick<AuthorisedMove, 'id' | 'caseId' | 'documentId' | 'documentKind'>;
  readonly as: 'will not happen' | 'withdrawn';
  readonly reason: string;
  /** What the person reads. */
  readonly plain: string;
  readonly actor: Actor;
};

/**
 * Ends what was authorised before it was used: it will not happen, or the section takes its consent back; those it is
 * about are told. Source:
 * the consent of MHA 1983 s41(3)(c) is the Secretary of State's to take back (guidance of 2014 had a section on it).
 * @throws a refusal with 409 when it was used or ended already; the database refuses a withdrawal by whoever could
 *   not have given it (OW007) and anything in a case that has ended (OW040)
 */
export async function endMove(tx: Tx, { move, as, reason, plain, actor }: EndMove): Promise<void> {
  const ended = await tx.db
    .updateTable('casework.authorised_move')
    .set({ state: as, reason, plain, ended_by: actor.accountId, ended_at: sql`now()` })
    .where('id', '=', move.id)
    .where('state', '=', 'stands')
    .returning('id')
    .executeTakeFirst();
  if (!ended) throw tooLate('moves.refusal.ended');
  const event = as === 'withdrawn' ? 'casework.move.withdrawn' : 'casework.move.given-up';
  const { caseId, documentId, documentKind: kind } = move;
  tx.record(event, { caseId, detail: { move: move.id } });
  await tellOfConsent(tx, { caseId, documentId, kind });
}
