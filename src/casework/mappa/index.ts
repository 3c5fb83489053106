import type { Actor } from '../../platform/database/index.ts';
import type { TextKey } from '../../platform/language/index.ts';
import { holds, type Route } from '../../platform/web/index.ts';
import { mappaPaths } from './paths.ts';
import { caseRoutes } from './routes-case.ts';
import { chairRoutes } from './routes-chair.ts';
import { readRoutes } from './routes-read.ts';

/** The MAPPA part: category and level, referral, what agencies say, and what the Chair lets the person read. */
export const mappaRoutes: readonly Route[] = [...caseRoutes, ...chairRoutes, ...readRoutes];

/** The way to the cases that somebody coordinates. */
export function mappaNavigation(actor: Actor): { href: string; text: TextKey }[] {
  return holds(actor, 'mappa_coordinator') ? [{ href: mappaPaths.cases(), text: 'mappa.nav' }] : [];
}
