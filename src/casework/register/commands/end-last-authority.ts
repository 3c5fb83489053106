import type { Actor, Tx } from '../../../platform/database/index.ts';
import { type AuthorityRefusal, refuseAuthority } from '../../rules/register/may-hold.ts';
import type { MovementRefusal } from '../../rules/register/may-move.ts';
import type { Entry, KeptAuthority } from '../queries/read-entry.ts';
import { type NewAuthority, recordAuthority } from './record-authority.ts';
import { type NewMovement, recordMovement } from './record-movement.ts';

export type EndLastAuthority = {
  readonly entry: Entry;
  readonly authority: NewAuthority;
  readonly corrects: KeptAuthority;
  /** What ended the restrictions. */
  readonly movement: NewMovement;
  readonly actor: Actor;
  readonly today: Temporal.PlainDate;
};

/**
 * Ends the last authority that restricts somebody, together with the movement that says by which power: without one the
 * section would keep a case in which it has no power left (Mental Health Act 1983 ss 41, 42). The case closes.
 * @returns why either may not be recorded, with nothing written; or nothing
 */
export async function endLastAuthority(
  tx: Tx,
  { entry, authority, corrects, movement, actor, today }: EndLastAuthority,
): Promise<{ authority: AuthorityRefusal } | { movement: MovementRefusal } | undefined> {
  const wrong = refuseAuthority(authority, today.toString());
  if (wrong) return { authority: wrong };
  const refusal = await recordMovement(tx, { entry, movement, actor, today });
  if (refusal) return { movement: refusal };
  await recordAuthority(tx, { entry, authority, corrects, actor, today });
  return undefined;
}
