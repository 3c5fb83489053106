import type { Route } from '../../platform/web/index.ts';
import { askRoutes } from './routes-ask.ts';
import { sendRoutes } from './routes-send.ts';
import { takeBackRoutes } from './routes-take-back.ts';
import { writeRoutes } from './routes-write.ts';

export { ownPaths } from './paths.ts';

/** What a person asks for themselves, alone or with a helper. */
export const ownRoutes: readonly Route[] = [...askRoutes, ...writeRoutes, ...sendRoutes, ...takeBackRoutes];
