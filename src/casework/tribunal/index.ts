import type { Actor } from '../../platform/database/index.ts';
import type { TextKey } from '../../platform/language/index.ts';
import { holds, type Route } from '../../platform/web/index.ts';
import { tribunalPaths } from './paths.ts';
import { careTeamRoutes, tribunalCareTeam } from './routes-care-team.ts';
import { caseRoutes } from './routes-case.ts';
import { mineRoutes } from './routes-mine.ts';
import { sectionRoutes } from './routes-section.ts';
import { withheldRoutes } from './routes-withheld.ts';

/** Cases before the tribunal: for the section, for hospitals and supervisors, for the person and their helpers. */
export const tribunalRoutes: readonly Route[] = [
  ...caseRoutes,
  ...sectionRoutes,
  ...careTeamRoutes,
  ...withheldRoutes,
  ...mineRoutes,
];

/** The ways to cases before the tribunal; the section comes to them by the page of a case. */
export function tribunalNavigation(actor: Actor): { href: string; text: TextKey }[] {
  if (holds(actor, 'subject')) return [{ href: tribunalPaths.mine(), text: 'tribunal.nav' }];
  if (holds(actor, 'advocate', 'solicitor')) return [{ href: tribunalPaths.helped(), text: 'tribunal.nav' }];
  return holds(actor, ...tribunalCareTeam) ? [{ href: tribunalPaths.list(), text: 'tribunal.nav' }] : [];
}
