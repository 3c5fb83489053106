import type { Actor } from '../../platform/database/index.ts';
import type { TextKey } from '../../platform/language/index.ts';
import { holds, type Route } from '../../platform/web/index.ts';
import { mhcsRoles } from '../mhcs/roles.ts';
import { mineRoutes } from './mine.ts';
import { clockPaths } from './paths.ts';
import { allocateRoutes } from './routes-allocate.ts';
import { calendarRoutes } from './routes-calendar.ts';
import { coverRoutes } from './routes-cover.ts';
import { hospitalRoutes, reporters } from './routes-hospital.ts';
import { worklistRoutes } from './routes-worklist.ts';
import { workloadRoutes } from './routes-workload.ts';

/** What falls due: for the section, for hospitals and supervisors, for the person and their helpers. */
export const clockRoutes: readonly Route[] = [
  ...worklistRoutes,
  ...calendarRoutes,
  ...allocateRoutes,
  ...workloadRoutes,
  ...coverRoutes,
  ...hospitalRoutes,
  ...mineRoutes,
];

/** The ways to what falls due. */
export function clockNavigation(actor: Actor): { href: string; text: TextKey }[] {
  if (holds(actor, 'subject')) return [{ href: clockPaths.mine(), text: 'clocks.my.nav' }];
  if (holds(actor, 'advocate', 'solicitor'))
    return [{ href: clockPaths.helped(), text: 'clocks.helped.nav' }];
  if (holds(actor, ...mhcsRoles)) return [{ href: clockPaths.worklist(), text: 'clocks.due.title' }];
  return holds(actor, ...reporters) ? [{ href: clockPaths.due(), text: 'clocks.due.title' }] : [];
}

/** Where supervisors begin: what they have to report is what they come for. */
export function clockHome(actor: Actor): string | undefined {
  return holds(actor, ...reporters) ? clockPaths.due() : undefined;
}
