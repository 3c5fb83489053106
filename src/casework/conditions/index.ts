import type { Actor } from '../../platform/database/index.ts';
import type { TextKey } from '../../platform/language/index.ts';
import { holds } from '../../platform/web/index.ts';
import { mhcsRoles } from '../mhcs/roles.ts';
import { conditionPaths } from './paths.ts';

export { conditionRoutes } from './routes.ts';

/** The way to conditions that wait, for those who answer them. */
export function conditionNavigation(actor: Actor): { href: string; text: TextKey }[] {
  return holds(actor, ...mhcsRoles) ? [{ href: conditionPaths.all(), text: 'conditions.nav' }] : [];
}
