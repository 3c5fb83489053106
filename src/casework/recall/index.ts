import type { Route } from '../../platform/web/index.ts';
import { afterRoutes } from './routes-after.ts';
import { beginRoutes } from './routes-begin.ts';

/** Recall: what it leaves to be done, and how the section begins one itself. */
export const recallRoutes: readonly Route[] = [...beginRoutes, ...afterRoutes];
