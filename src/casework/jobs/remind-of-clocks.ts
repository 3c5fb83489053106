import { z } from 'zod';
import { job } from '../../platform/jobs/index.ts';
import { remindOfClocks } from '../clocks/commands/remind-of-clocks.ts';

/** Sends the reminders and escalations of the day, a thousand clocks a transaction: on working days of everything, on
 * others only of what follows a recall. */
export const remindOfClocksJob = job({
  task: 'remind-of-clocks',
  payload: z.object({}),
  // Every hour of the day, so that a day is not missed when the program was off in the morning.
  at: '40 7-17 * * *',
  run: async ({ transaction, today, signal }) => {
    let after: number | undefined = 0;
    while (after !== undefined && !signal.aborted) {
      const from: number = after;
      after = await transaction(tx => remindOfClocks(tx, from, today));
    }
  },
});
