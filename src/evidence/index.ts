import type { Room } from '../platform/web/index.ts';
import { bringJobs, bringRoutes } from './bring/index.ts';
import { duplicateRoutes } from './duplicates/index.ts';
import { publicChainRoutes } from './recommendations/routes.ts';
import { recordChainRoutes } from './recommendations/routes-record.ts';
import { recordRoutes } from './record/routes.ts';
import { searchRoutes } from './search/routes.ts';

export { seedLibrary } from './seed/seed-library.ts';

/** The evidence library: public, read by everybody, kept by librarians; nothing in it is about anybody's case. */
export const evidence: Room = {
  name: 'evidence',
  routes: [
    ...searchRoutes,
    ...recordRoutes,
    ...publicChainRoutes,
    ...recordChainRoutes,
    ...bringRoutes,
    ...duplicateRoutes,
  ],
  jobs: [...bringJobs],
};
