import { z } from 'zod';
import { job } from '../../platform/jobs/index.ts';
import { countClocks } from '../clocks/commands/count-clocks.ts';
import { countWaitingClocks } from '../clocks/commands/count-waiting.ts';

/**
 * Counts the clocks of every case once a day, a hundred cases a transaction: killed, it goes on with those that are
 * left. A case of which something was recorded is counted again; when a person recorded it, at once and by its number.
 */
export const countClocksJob = job({
  task: 'count-clocks',
  payload: z.object({ case: z.number().int().positive().optional() }),
  // The first minutes of a day count everything; later ones find only what has happened since.
  at: '*/10 * * * *',
  run: async ({ transaction, today, signal }, { case: caseId }) => {
    if (caseId !== undefined) {
      await transaction(tx => countClocks(tx, caseId, today));
      return;
    }
    await countWaitingClocks(transaction, today, signal);
  },
});
