import { asWorker, type Pools, type Tx } from '../../platform/database/index.ts';
import { withProgress } from '../../platform/jobs/index.ts';
import { buildPostings } from '../../platform/search/index.ts';
import { addRecords } from '../record/commands/save-record.ts';
import { syntheticRecord } from './synthetic.ts';

const atOnce = 1000;

type Loading = { readonly records: number; readonly onProgress: (done: number, total: number) => void };

/**
 * Loads so many invented records into the library, from as many as there are; after a kill it goes on where it was. They
 * come in as any others, through the same triggers, and their lists are made at the end.
 */
export async function loadSynthetic(pools: Pools, { records, onProgress }: Loading): Promise<void> {
  await withProgress(pools, {
    ...{ job: 'demonstration library', total: records, onProgress },
    async step(tx: Tx, done: number) {
      const until = Math.min(records, done + atOnce);
      const numbers = Array.from({ length: until - done }, (_, at) => done + at);
      await addRecords(tx, numbers.map(syntheticRecord), 'demonstration');
      return until;
    },
  });
  while ((await asWorker(pools, 'demonstration library', tx => buildPostings(tx, 'evidence'))) > 0);
}
