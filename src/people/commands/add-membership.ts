import type { Tx } from '../../platform/database/index.ts';

/** A role in a unit, from a day on, until a day or open. */
export type NewMembership = {
  account: number;
  unit: number;
  role: string;
  level: number | null;
  from: Temporal.PlainDate;
};

/**
 * Gives an account of the actor's units one more role. Where that needs a second factor, whoever came in without one
 * signs in again from the first day of the role: `access.enter` sees to it.
 * @throws database error 42501 outside the actor's units or for themselves, OW030 to OW033 when it does not fit
 */
export async function addMembership(tx: Tx, to: NewMembership): Promise<void> {
  await tx.db
    .insertInto('people.membership')
    .values({
      account_id: to.account,
      unit_id: to.unit,
      role: to.role,
      authority_level: to.level,
      from_on: to.from.toString(),
    })
    .execute();
  tx.record('people.membership.added', { detail: { account: to.account, unit: to.unit, role: to.role } });
}
