import type { Actor } from '../../platform/database/index.ts';
import type { TextKey } from '../../platform/language/index.ts';
import { holds, type Route } from '../../platform/web/index.ts';
import { answerRoutes } from './answer.ts';
import { applicationRoutes } from './application.ts';
import { consentPaths } from './consent/paths.ts';
import { consentRoutes } from './consent/routes.ts';
import { helpedRoutes } from './helped.ts';
import { homeRoutes } from './home.ts';
import { personPaths } from './paths.ts';

/** The pages of the person whose case it is, and of those who help them. */
export const personRoutes: readonly Route[] = [
  ...homeRoutes,
  ...applicationRoutes,
  ...answerRoutes,
  ...helpedRoutes,
  ...consentRoutes,
];

/** Where the person begins, and where their helpers do; undefined for everybody else. */
export function personHome(actor: Actor): string | undefined {
  if (holds(actor, 'subject')) return personPaths.home();
  return holds(actor, 'advocate', 'solicitor') ? personPaths.helped() : undefined;
}

/** The ways to these pages, for those who have them. */
export function personNavigation(actor: Actor): { href: string; text: TextKey }[] {
  if (holds(actor, 'subject')) {
    return [
      { href: personPaths.home(), text: 'my.nav.home' },
      { href: consentPaths.helpers(), text: 'my.nav.helpers' },
    ];
  }
  return holds(actor, 'advocate', 'solicitor') ? [{ href: personPaths.helped(), text: 'my.nav.helped' }] : [];
}
