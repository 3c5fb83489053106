import { sql } from 'kysely';
import { z } from 'zod';
import { job } from '../../platform/jobs/index.ts';

const atOnce = 1000;

/**
 * Puts records into search again whose keywords a change of the thesaurus shows otherwise, a thousand in a transaction.
 * Safe to run twice and to break off: what is right already is left alone.
 */
export const showKeywords = job({
  task: 'show-keywords',
  payload: z.object({ labels: z.array(z.string()) }),
  async run({ transaction, signal }, { labels }) {
    const step = () =>
      transaction(async tx => {
        const { rows } = await sql<{ n: number }>`
          select evidence.show_keywords_anew(${labels}::text[], ${atOnce}) as n`.execute(tx.db);
        return rows[0]?.n ?? 0;
      });
    while (!signal.aborted && (await step()) > 0);
  },
});
