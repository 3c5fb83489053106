export { type Job, type JobContext, job } from './job.ts';
export { type LongWork, type WorkEnd, withProgress } from './progress.ts';
export { type JobSettings, type RunningJobs, runJobs, runOne } from './run-jobs.ts';
export { sweep } from './sweep.ts';
