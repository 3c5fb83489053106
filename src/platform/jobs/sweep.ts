import { sql } from 'kysely';
import { z } from 'zod';
import { job } from './job.ts';

/**
 * Sweeps away what has served its time: forms that were sent, sessions, failed sign-ins, invitations, progress.
 * How old each must be is the database's rule (policies "sweeper" in migrations/0005), not this job's.
 */
export const sweep = job({
  task: 'sweep',
  payload: z.object({}),
  at: '17 * * * *',
  run: context =>
    context.transaction(async tx => {
      const swept = {
        submissions: await count(tx.db.deleteFrom('platform.submission')),
        sessions: await count(tx.db.deleteFrom('people.session')),
        attempts: await count(tx.db.deleteFrom('people.sign_in_attempt')),
        invitations: await count(tx.db.deleteFrom('people.invitation')),
        progress: await count(
          tx.db
            .deleteFrom('platform.progress')
            .where('state', 'in', ['done', 'cancelled', 'failed'])
            .where('changed_at', '<', sql<string>`now() - interval '30 days'`),
        ),
      };
      const any = Object.values(swept).some(number => number > 0);
      if (any) tx.record('platform.sweep.done', { detail: swept });
    }),
});

async function count(deletion: { executeTakeFirst(): Promise<{ numDeletedRows: bigint }> }): Promise<number> {
  return Number((await deletion.executeTakeFirst()).numDeletedRows);
}
