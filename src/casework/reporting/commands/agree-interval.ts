import type { Actor, Tx } from '../../../platform/database/index.ts';

type Agree = {
  readonly caseId: number;
  readonly months: number;
  readonly reason: string;
  readonly actor: Actor;
};

/** Agrees, for the section, that reports on a discharge come every so many months from the next due day on. */
export async function agreeInterval(tx: Tx, { caseId, months, reason, actor }: Agree): Promise<void> {
  await tx.db
    .insertInto('casework.agreed_interval')
    .values({ case_id: caseId, months, reason, agreed_by: actor.accountId })
    .execute();
  tx.record('casework.interval.agreed', { caseId, detail: { months } });
}
