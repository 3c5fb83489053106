import type { Route } from '../../platform/web/index.ts';
import { moveRoutes as ofMoves } from './routes.ts';
import { consentRoutes } from './routes-consent.ts';

/** What was consented to, and what became of it. */
export const moveRoutes: readonly Route[] = [...ofMoves, ...consentRoutes];
