import type { Actor } from '../../platform/database/index.ts';
import type { TextKey } from '../../platform/language/index.ts';
import { holds, type Route } from '../../platform/web/index.ts';
import { prisonPaths } from './paths.ts';
import { bedRoutes } from './routes-bed.ts';
import { paperRoutes } from './routes-paper.ts';
import { registerPrisonerRoutes } from './routes-register.ts';

/** Transfer from prison: who is registered before they are a restricted patient, the bed, what came on paper. */
export const prisonRoutes: readonly Route[] = [...registerPrisonerRoutes, ...bedRoutes, ...paperRoutes];

/** Where the healthcare of a prison registers somebody; the section does it from the register. */
export function prisonNavigation(actor: Actor): { href: string; text: TextKey }[] {
  return holds(actor, 'prison_healthcare')
    ? [{ href: prisonPaths.register(), text: 'prison.register.link' }]
    : [];
}
