import type { Route } from '../../platform/web/index.ts';
import { giveRoutes } from './routes-give.ts';
import { sectionRoutes } from './routes-section.ts';

/** Notice of a new address of somebody who is conditionally discharged, and the section's answer. */
export const addressRoutes: readonly Route[] = [...giveRoutes, ...sectionRoutes];
