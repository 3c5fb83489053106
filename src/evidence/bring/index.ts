import type { Job } from '../../platform/jobs/index.ts';
import type { Route } from '../../platform/web/index.ts';
import { endOldEvidenceImports, importEvidence } from './job.ts';
import { beginRoutes } from './routes-begin.ts';
import { columnRoutes } from './routes-columns.ts';
import { importRoutes } from './routes-import.ts';

export { bringByOperator, type OperatorResult } from './by-operator.ts';
export { duplicateChoices, isDuplicateChoice } from './choices.ts';
export { largestFile } from './keep-file.ts';

export const bringRoutes: readonly Route[] = [...beginRoutes, ...columnRoutes, ...importRoutes];
export const bringJobs: readonly Job[] = [importEvidence, endOldEvidenceImports];
