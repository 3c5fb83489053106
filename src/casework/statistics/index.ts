import type { Actor } from '../../platform/database/index.ts';
import type { TextKey } from '../../platform/language/index.ts';
import { holds, type Route } from '../../platform/web/index.ts';
import { mhcsRoles } from '../mhcs/roles.ts';
import { characteristicsRoutes } from './characteristics/routes.ts';
import { statisticsPaths } from './paths.ts';
import { publicRoutes } from './routes-public.ts';
import { sectionRoutes } from './routes-section.ts';

export { publishStatistics, publishWhatEnded } from './publish-statistics.ts';

/** The numbers: what everybody may read, and the same for the section as far as each of them may see the cases. */
export const statisticsRoutes: readonly Route[] = [
  ...publicRoutes,
  ...sectionRoutes,
  ...characteristicsRoutes,
];

/** The section has its own numbers in the navigation; everybody finds the public ones at the foot of each page. */
export function statisticsNavigation(actor: Actor): { href: string; text: TextKey }[] {
  return holds(actor, ...mhcsRoles)
    ? [{ href: statisticsPaths.section(), text: 'statistics.section.nav' }]
    : [];
}
