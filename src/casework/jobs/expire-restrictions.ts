import { sql } from 'kysely';
import { z } from 'zod';
import type { Tx } from '../../platform/database/index.ts';
import { job } from '../../platform/jobs/index.ts';
import { tell } from '../../platform/mail/index.ts';
import { clinicalPaths } from '../clinical/paths.ts';
import { registerPaths } from '../register/paths.ts';

type Told = { caseId: number; accountId: number | null; side: 'person' | 'hospital' | 'section' };

/**
 * Closes to the section, on the day, each case whose restrictions ended by themselves: the release date of a prisoner
 * (Mental Health Act 1983 s50(2)) or the end of an order for a fixed time. Both sides are told by a mail that names
 * no case. A case that is closed is not closed again.
 */
export const expireRestrictions = job({
  task: 'expire-restrictions',
  payload: z.object({}),
  // Just after midnight in London, winter and summer, and every hour after it: the program may have been off.
  at: '5 * * * *',
  run: ({ transaction, today }) =>
    transaction(async tx => {
      const { rows } = await sql<Told>`
        select case_id as "caseId", account_id as "accountId", side
        from casework.expire_restrictions(${today.toString()}::date)`.execute(tx.db);
      for (const told of rows) await tellSide(tx, told);
      for (const caseId of new Set(rows.map(row => row.caseId)))
        tx.record('casework.restrictions.expired', { caseId, detail: { automatic: true } });
    }),
});

async function tellSide(tx: Tx, { caseId, accountId, side }: Told): Promise<void> {
  if (accountId === null) return;
  const paths = {
    person: registerPaths.mine(),
    hospital: clinicalPaths.patient(caseId),
    section: registerPaths.entry(caseId),
  };
  await tell(tx, accountId, { subject: 'register.mail.ended', path: paths[side] });
}
