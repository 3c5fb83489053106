import type { Route } from '../../../platform/web/index.ts';

/** Deciding on an application: the draft, the replies, both papers, and the second person who issues them. */
export const decisionRoutes: readonly Route[] = [];
