import type { Route } from '../../platform/web/index.ts';
import { mineRoutes } from './mine.ts';
import { sectionRoutes } from './routes.ts';

/** Summaries of discharge decisions: written by the section in two versions, read by the person in one. */
export const summaryRoutes: readonly Route[] = [...sectionRoutes, ...mineRoutes];
