import type { Room } from '../platform/web/index.ts';
import { homeRoutes } from './home.ts';
import { signInRoutes } from './sign-in.ts';

/** People, organisations, accounts, roles, signing in. */
export const people: Room = {
  name: 'people',
  routes: [...homeRoutes, ...signInRoutes],
};
