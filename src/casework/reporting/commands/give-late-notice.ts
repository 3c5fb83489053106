import type { Actor, Tx } from '../../../platform/database/index.ts';

type Give = {
  readonly caseId: number;
  readonly forDueOn: string;
  readonly expectedOn: string;
  readonly reason: string;
  readonly actor: Actor;
};

/**
 * Says to the section that the next report on a discharge will be late, why, and by when it will come. The day on which
 * it is due stays as it is: the clock is counted anew and shows both.
 */
export async function giveLateNotice(tx: Tx, give: Give): Promise<void> {
  await tx.db
    .insertInto('casework.late_notice')
    .values({
      case_id: give.caseId,
      for_due_on: give.forDueOn,
      expected_on: give.expectedOn,
      reason: give.reason,
      given_by: give.actor.accountId,
    })
    .execute();
  tx.record('casework.report.late', {
    caseId: give.caseId,
    detail: { due: give.forDueOn, expected: give.expectedOn },
  });
}
