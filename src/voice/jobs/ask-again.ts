import { sql } from 'kysely';
import { z } from 'zod';
import type { Tx } from '../../platform/database/index.ts';
import { job } from '../../platform/jobs/index.ts';
import { voicePaths } from '../paths.ts';

type Due = { opportunity_id: number; occasion_id: number; case_id: number; accounts: number[] };

/**
 * Tells the ward and the responsible clinician that the day has come on which the person wanted to be asked
 * again. Once for each day that was set; a later answer of the person, or the decision, ends it.
 */
export const askAgain = job({
  task: 'ask-again',
  payload: z.object({}),
  // Every hour of the day, so that a day is not missed when the program was off in the morning.
  at: '5 7-18 * * *',
  run: context =>
    context.transaction(async tx => {
      const { rows } = await sql<Due>`select * from voice.to_ask_again(${context.today.toString()})`.execute(
        tx.db,
      );
      for (const due of rows) await tell(tx, due);
    }),
});

async function tell(tx: Tx, due: Due): Promise<void> {
  const told = await tx.db
    .insertInto('voice.asked_again')
    .values({ opportunity_id: due.opportunity_id })
    .onConflict(conflict => conflict.doNothing())
    .executeTakeFirst();
  if (told.numInsertedOrUpdatedRows !== 1n) return;
  const path = voicePaths.occasion(due.occasion_id);
  await sql`select platform.queue_mail(account, 'mail.askAgain', ${path}) from unnest(${due.accounts}::bigint[]) account`.execute(
    tx.db,
  );
  tx.record('voice.opportunity.due-again', {
    caseId: due.case_id,
    detail: { occasion: due.occasion_id, opportunity: due.opportunity_id, told: due.accounts },
  });
}
