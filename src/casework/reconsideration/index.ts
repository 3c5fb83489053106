import type { Route } from '../../platform/web/index.ts';
import { aroundRoutes } from './routes-around.ts';
import { sectionRoutes } from './routes-section.ts';

/** A decision is looked at again, never edited: who asks for it, and the section that does it or says why not. */
export const reconsiderationRoutes: readonly Route[] = [...aroundRoutes, ...sectionRoutes];
