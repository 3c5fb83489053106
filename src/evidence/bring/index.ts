import type { Job } from '../../platform/jobs/index.ts';
import type { Route } from '../../platform/web/index.ts';
import { endOldEvidenceImports, importEvidence } from './job.ts';
import { beginRoutes } from './routes-begin.ts';
import { importRoutes } from './routes-import.ts';

export { bringPaths } from './paths.ts';

export const bringRoutes: readonly Route[] = [...beginRoutes, ...importRoutes];
export const bringJobs: readonly Job[] = [importEvidence, endOldEvidenceImports];
