import type { Actor } from '../../platform/database/index.ts';
import type { TextKey } from '../../platform/language/index.ts';
import { holds, type Route } from '../../platform/web/index.ts';
import { noteRoutes } from './notes.ts';
import { liaisonPaths } from './paths.ts';
import { caseRoutes } from './routes-cases.ts';
import { officerRoutes } from './routes-officers.ts';
import { requestRoutes } from './routes-requests.ts';
import { victimRoutes } from './routes-victims.ts';
import { wordRoutes } from './routes-words.ts';
import { mapRoutes } from './zone-map.ts';

/** The victim side: registered victims, what they say and ask for, and what they are told; all by a door of its own. */
export const liaisonRoutes: readonly Route[] = [
  ...caseRoutes,
  ...officerRoutes,
  ...victimRoutes,
  ...wordRoutes,
  ...requestRoutes,
  ...mapRoutes,
  ...noteRoutes,
];

/** The way in, for liaison officers alone. It stands there for all of them, whether or not they have a case. */
export function liaisonNavigation(actor: Actor): { href: string; text: TextKey }[] {
  return holds(actor, 'victim_liaison_officer') ? [{ href: liaisonPaths.cases(), text: 'liaison.nav' }] : [];
}
