import type { Route } from '../../platform/web/index.ts';
import { routesOfTeam } from './routes.ts';
import { ownAccountRoutes } from './routes-own-account.ts';

/** Who has somebody in their care, and the account with which the person signs in themselves. */
export const careTeamRoutes: readonly Route[] = [...routesOfTeam, ...ownAccountRoutes];
