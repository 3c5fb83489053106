import { rooms } from '../app.ts';
import type { Config } from '../config.ts';
import { libraryOutside } from '../evidence/index.ts';
import { auditKeys, checkpointFile, runSealer } from '../platform/audit/index.ts';
import type { Pools } from '../platform/database/index.ts';
import { type Job, runJobs, sweep } from '../platform/jobs/index.ts';
import { askForWaitingMail, countWaitingMail, type Post, postBy, sendMail } from '../platform/mail/index.ts';
import { openOutgoing } from '../platform/outgoing/index.ts';
import { buildSearch, tidySearch } from '../platform/search/index.ts';
import { systemClock } from '../platform/time/index.ts';
import type { Lifetime } from './lifetime.ts';

/** Every job of the program: those of the rooms, and those that belong to none. */
export function allJobs(
  config: Pick<Config, 'baseUrl' | 'contact' | 'outgoing'>,
  post: Post | undefined,
): readonly Job[] {
  return [
    ...rooms.flatMap(room => room.jobs ?? []),
    ...libraryOutside(openOutgoing({ ...config, reach: config.outgoing })),
    sweep,
    buildSearch,
    tidySearch,
    sendMail({ baseUrl: config.baseUrl, post }),
  ];
}

/** Starts what works in the background: the job queue with the post, and the sealer of the audit. */
export async function startWorker(
  { config, pools, log }: { config: Config; pools: Pools; log: (sentence: string) => void },
  life: Lifetime,
): Promise<void> {
  const keys = auditKeys(config.dataDirectory, config.auditKey);
  const checkpoint = checkpointFile(config.dataDirectory);
  const sealer = await runSealer({ pools, keys, clock: systemClock, checkpoint, log });
  await life.keep(sealer.stop);
  const post = config.smtpUrl ? postBy(config.smtpUrl, config.mailFrom) : undefined;
  if (post) await askForWaitingMail(pools);
  else if (config.mode === 'production') log(await noPostSentence(pools));
  const jobs = await runJobs({ pools, jobs: allJobs(config, post), clock: systemClock, log });
  await life.keep(async () => {
    await jobs.stop();
    post?.close();
  });
}

async function noPostSentence(pools: Pools): Promise<string> {
  const waiting = await countWaitingMail(pools);
  const now = waiting === 0 ? '' : ` Waiting now: ${waiting}.`;
  return `SMTP_URL is not set, so mail waits unsent until it is.${now}`;
}
