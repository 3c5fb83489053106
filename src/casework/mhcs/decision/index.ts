import type { Route } from '../../../platform/web/index.ts';
import { authoriseRoutes } from './authorise-page.ts';
import { draftRoutes } from './draft-page.ts';
import { papersRoutes } from './papers-page.ts';
import { queueRoutes } from './queue-page.ts';
import { sendRoutes } from './send-page.ts';

/** Deciding on an application: the draft, the replies, both papers, and the second person who issues them. */
export const decisionRoutes: readonly Route[] = [
  ...draftRoutes,
  ...papersRoutes,
  ...sendRoutes,
  ...queueRoutes,
  ...authoriseRoutes,
];
