import { sql } from 'kysely';
import type { Actor, Tx } from '../../../platform/database/index.ts';
import { tooLate } from '../../../platform/web/index.ts';
import { beginWithDischarge } from '../../conditions/commands/begin-with-discharge.ts';
import type { AuthorisedMove } from '../queries/read-moves.ts';

type Use = {
  readonly move: Pick<
    AuthorisedMove,
    'id' | 'caseId' | 'documentId' | 'asked' | 'movement' | 'authorisedOn' | 'state'
  >;
  /** The movement by which the register knows it, and the day on which it happened. */
  readonly recorded: number;
  readonly actualOn: string;
  readonly actor: Actor;
  readonly today: Temporal.PlainDate;
};

/**
 * Uses a consent up by the movement that it was given to, once. The conditions of a discharge begin with it.
 * @throws a refusal with 409 when it was used or ended already; the database refuses another movement (OW120)
 */
export async function useConsent(tx: Tx, { move, recorded, actualOn, actor, today }: Use): Promise<void> {
  const used = await tx.db
    .updateTable('casework.authorised_move')
    .set({ state: 'done', movement_id: recorded, ended_by: actor.accountId, ended_at: sql`now()` })
    .where('id', '=', move.id)
    .where('state', '=', 'stands')
    .returning('id')
    .executeTakeFirst();
  if (!used) throw tooLate('moves.refusal.ended');
  tx.record('casework.move.happened', {
    caseId: move.caseId,
    detail: { move: move.id, movement: recorded },
  });
  await beginWithDischarge(tx, { ...move, movementId: recorded, actualOn, actor, today });
}
