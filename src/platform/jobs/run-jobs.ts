import { setTimeout as wait } from 'node:timers/promises';
import type { CronItem, Runner, TaskList } from 'graphile-worker';
import { asWorker, type Pools } from '../database/index.ts';
import { type Clock, todayIn } from '../time/index.ts';
import { freeAbandonedJobs } from './abandoned.ts';
import type { Job, JobContext } from './job.ts';
import { withProgress } from './progress.ts';

/** All that the worker needs. */
export type JobSettings = {
  pools: Pools;
  jobs: readonly Job[];
  clock: Clock;
  /** Gets a sentence when something went wrong that nobody is told of otherwise. */
  log: (sentence: string) => void;
};

/** Work in the background. `stop` waits for what is under way, at most eight seconds. */
export type RunningJobs = { stop(): Promise<void> };

const patience = 8000;

/** Starts the worker: takes jobs from the queue and runs those that have their time, two at once. */
export async function runJobs(settings: JobSettings): Promise<RunningJobs> {
  const stopping = new AbortController();
  let round: Round | undefined = await beginRound(settings, stopping.signal);
  const running = (async () => {
    while (!stopping.signal.aborted) {
      await round?.ended;
      // The queue gives up after a long while without a database; the program does not.
      await wait(2000, undefined, { signal: stopping.signal }).catch(() => {});
      if (stopping.signal.aborted) return;
      round = await beginRound(settings, stopping.signal).catch(error => {
        settings.log(`The job queue could not be started: ${error instanceof Error ? error.message : error}`);
        return undefined;
      });
      if (stopping.signal.aborted) await round?.stop();
    }
  })();
  return {
    stop: async () => {
      stopping.abort();
      const stopped = round?.stop();
      await Promise.race([Promise.all([stopped, running]), wait(patience, undefined, { ref: false })]);
      round?.leave();
    },
  };
}

/**
 * The queue at work until the database goes away. A job that ended meanwhile could not be given back: it would wait four
 * hours, were it not freed when the next round begins.
 */
type Round = { ended: Promise<void>; stop(): Promise<void>; leave(): void };

async function beginRound(settings: JobSettings, signal: AbortSignal): Promise<Round> {
  let runner: Runner | undefined;
  const stop = async () => runner?.stop().catch(() => {});
  // Without it another worker that starts would take this one for dead, and what it does for abandoned.
  const presence = await freeAbandonedJobs(settings.pools.worker, stop);
  try {
    runner = await startRunner(settings, signal);
  } catch (error) {
    presence.release();
    throw error;
  }
  const ended = runner.promise.catch(() => {}).then(presence.release);
  return { ended, stop, leave: presence.release };
}

async function startRunner(settings: JobSettings, signal: AbortSignal): Promise<Runner> {
  // A process that only serves pages has no use for it.
  const { Logger, parseCronItems, run } = await import('graphile-worker');
  return run({
    pgPool: settings.pools.worker,
    taskList: taskListOf(settings, signal),
    parsedCronItems: parseCronItems(cronOf(settings.jobs)),
    concurrency: 2,
    noHandleSignals: true,
    // Without these a job that ends while the database is away ends the program: nobody in the queue catches that.
    preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
    logger: new Logger(() => (level, message) => {
      if (level === 'error') settings.log(message);
    }),
  });
}

function taskListOf(settings: JobSettings, signal: AbortSignal): TaskList {
  return Object.fromEntries(
    settings.jobs.map(job => [job.task, (payload: unknown) => runOne(settings, job, { payload, signal })]),
  );
}

/** Runs one job once, as the worker would. */
export async function runOne(
  { pools, clock }: Pick<JobSettings, 'pools' | 'clock'>,
  job: Job,
  { payload, signal }: { payload: unknown; signal: AbortSignal },
): Promise<void> {
  const context: JobContext = {
    transaction: work => asWorker(pools, `job ${job.task}`, work),
    longWork: work => withProgress(pools, { signal, ...work }),
    today: todayIn(clock),
    now: clock.now(),
    signal,
  };
  await job.run(context, job.payload.parse(payload) as never);
}

function cronOf(jobs: readonly Job[]): CronItem[] {
  // The key keeps a job from standing in the queue twice, when it could not run for a while.
  return jobs.flatMap(({ task, at }) =>
    at ? [{ task, match: at, options: { jobKey: `cron ${task}` } }] : [],
  );
}
