import { sql } from 'kysely';
import { z } from 'zod';
import { job } from '../../platform/jobs/index.ts';

/** Forgets of offers what has served its time; how old it must be is the database's rule. */
export const forgetOffers = job({
  task: 'forget-offers',
  payload: z.object({}),
  at: '23 * * * *',
  run: ({ transaction }) =>
    transaction(async tx => {
      const { rows } = await sql<{ forgotten: number }>`select evidence.forget_offers() as forgotten`.execute(
        tx.db,
      );
      const forgotten = rows[0]?.forgotten ?? 0;
      if (forgotten > 0) tx.record('evidence.offers.forgotten', { detail: { forgotten } });
    }),
});
