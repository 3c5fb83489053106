import type { Tx } from '../../../platform/database/index.ts';
import { insertMovement, type RecordMovement, refusalOf } from '../../register/commands/record-movement.ts';
import type { MovementRefusal } from '../../rules/register/may-move.ts';
import type { AuthorisedMove } from '../queries/read-moves.ts';
import { useConsent } from './use-consent.ts';

type ByConsent = RecordMovement & {
  /** The consent that it happened by. */
  readonly by?: AuthorisedMove | undefined;
};

/**
 * Records a movement with the form of the register, or puts one right, and uses up the consent that it happened by.
 * @returns why the law of the register does not know it, with nothing written; or nothing
 * @throws a refusal with 409 when the consent was used meanwhile; the database refuses a movement that an open consent
 *   was given to and that neither uses it nor says why it is another (OW123)
 */
export async function recordByConsent(
  tx: Tx,
  { by, ...wanted }: ByConsent,
): Promise<MovementRefusal | undefined> {
  const refusal = refusalOf(wanted);
  if (refusal) return refusal;
  const recorded = await insertMovement(tx, { ...wanted, struckOut: false });
  const { actor, today, movement } = wanted;
  if (by) await useConsent(tx, { move: by, recorded, actualOn: movement.actualOn, actor, today });
  return undefined;
}
