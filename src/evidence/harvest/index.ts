import type { Route } from '../../platform/web/index.ts';
import { repositoryRoutes } from './routes.ts';
import { allRoutes } from './routes-all.ts';
import { offerRoutes } from './routes-offers.ts';

export { harvestJobs } from './harvest-jobs.ts';

export const harvestRoutes: readonly Route[] = [...allRoutes, ...repositoryRoutes, ...offerRoutes];
