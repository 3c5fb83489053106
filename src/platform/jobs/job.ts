import type { z } from 'zod';
import type { Tx } from '../database/index.ts';
import type { LongWork, WorkEnd } from './progress.ts';

/** What a job may use. It reads no clock of its own, so that a test can choose the day. */
export type JobContext = {
  /** One transaction of the program itself; what it records stands in the audit as the program's act. */
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Long work in steps, whose progress a page can show; it goes on where it was after a kill. */
  longWork(work: LongWork): Promise<WorkEnd>;
  today: Temporal.PlainDate;
  now: Temporal.Instant;
  /** Fires when the program is stopping: long work ends at its next step and goes on at the next start. */
  signal: AbortSignal;
};

/**
 * One kind of work in the background. It may be run twice for one asking (a program can be killed between the
 * work and the note that it was done), so its effect must be the same both times.
 */
export type Job = {
  /** Its name in the queue; a task that the doors may ask for stands in the table jobs.task too. */
  task: string;
  payload: z.ZodType;
  /** When it runs by itself: minute, hour, day, month, weekday, in UTC. */
  at?: string;
  run(context: JobContext, payload: never): Promise<void>;
};

type JobOf<P extends z.ZodType> = Omit<Job, 'payload' | 'run'> & {
  payload: P;
  run(context: JobContext, payload: z.infer<P>): Promise<void>;
};

/** States one job; its payload reaches `run` with the type of its schema. */
export function job<P extends z.ZodType>(stated: JobOf<P>): Job {
  return stated as Job;
}
