import type { Tx } from '../../platform/database/index.ts';
import { addMembership, type NewMembership } from './add-membership.ts';
import { endMembership } from './end-membership.ts';

/** Moves somebody: the old role ends on the day on which the new one begins. */
export async function moveMembership(tx: Tx, of: { membership: number; to: NewMembership }): Promise<void> {
  await endMembership(tx, { membership: of.membership, on: of.to.from });
  await addMembership(tx, of.to);
}
