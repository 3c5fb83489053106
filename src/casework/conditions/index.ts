import type { Actor } from '../../platform/database/index.ts';
import type { TextKey } from '../../platform/language/index.ts';
import { holds, type Route } from '../../platform/web/index.ts';
import { mhcsRoles } from '../mhcs/roles.ts';
import { conditionPaths } from './paths.ts';
import { heldRoutes } from './routes-held.ts';
import { putForwardRoutes } from './routes-put-forward.ts';
import { readRoutes } from './routes-read.ts';
import { setRoutes } from './routes-set.ts';

export { type ConditionToSet, type SetConditions, setConditions } from './commands/set-conditions.ts';

/** Conditions: put forward, set, changed and ended by the section, and read by those whom they concern. */
export const conditionRoutes: readonly Route[] = [
  ...heldRoutes,
  ...setRoutes,
  ...putForwardRoutes,
  ...readRoutes,
];

/** The way to conditions that wait, for those who answer them. */
export function conditionNavigation(actor: Actor): { href: string; text: TextKey }[] {
  return holds(actor, ...mhcsRoles) ? [{ href: conditionPaths.all(), text: 'conditions.nav' }] : [];
}
