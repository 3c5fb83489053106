import type { Actor, Tx } from '../../../platform/database/index.ts';
import { tooLate } from '../../../platform/web/index.ts';
import { type Arrival, insertMovement, refusalOf } from '../../register/commands/record-movement.ts';
import { readEntry } from '../../register/queries/read-entry.ts';
import type { MovementRefusal } from '../../rules/register/may-move.ts';
import type { AuthorisedMove } from '../queries/read-moves.ts';
import { useConsent } from './use-consent.ts';

export type Happened = {
  readonly move: Pick<
    AuthorisedMove,
    'id' | 'caseId' | 'documentId' | 'asked' | 'movement' | 'authorisedOn' | 'state'
  >;
  readonly actualOn: string;
  /** Where to, for a movement that leads somewhere. */
  readonly toPlace?: string;
  /** The hospital or ward, where it is known here: then the care team there comes into the case. */
  readonly to?: Arrival | undefined;
  readonly actor: Actor;
  readonly today: Temporal.PlainDate;
};

/**
 * Records that what was authorised happened: a movement of the register with the day of the decision and the day on
 * which it happened, and by which decision. An authorisation is used once. The conditions of a discharge begin with it.
 * @returns why the law of the register does not know it, with nothing written; or nothing
 * @throws a refusal with 409 when it was used or ended already
 */
export async function recordHappened(
  tx: Tx,
  { move, actualOn, toPlace = '', to, actor, today }: Happened,
): Promise<MovementRefusal | undefined> {
  if (move.state !== 'stands') throw tooLate('moves.refusal.ended');
  const entry = await readEntry(tx, move.caseId);
  const { movement: kind, authorisedOn } = move;
  const movement = { ...{ kind, authorisedOn, actualOn, toPlace }, outcome: null, fromPlace: '' };
  const refusal = refusalOf({ entry, movement, today });
  if (refusal) return refusal;
  const recorded = await insertMovement(tx, { entry, movement, to, actor, struckOut: false });
  await useConsent(tx, { move, recorded, actualOn, actor, today });
  return undefined;
}
