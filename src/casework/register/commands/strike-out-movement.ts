import type { Actor, Tx } from '../../../platform/database/index.ts';
import { type MovementRefusal, refuseLater } from '../../rules/register/may-move.ts';
import { type Entry, type KeptMovement, standing } from '../queries/read-entry.ts';
import { insertMovement } from './record-movement.ts';

/**
 * Strikes out a movement that never happened. It stays readable, and no longer counts.
 * @returns what was recorded after it and could not have been without it, or nothing
 */
export async function strikeOutMovement(
  tx: Tx,
  { entry, movement, actor }: { entry: Entry; movement: KeptMovement; actor: Actor },
): Promise<MovementRefusal | undefined> {
  const refusal = refuseLater(standing(entry.movements).filter(({ id }) => id !== movement.id));
  if (refusal) return refusal;
  await insertMovement(tx, { ...{ entry, movement, actor }, corrects: movement, struckOut: true });
  return undefined;
}
