import type { Actor } from '../../platform/database/index.ts';
import type { TextKey } from '../../platform/language/index.ts';
import { holds, type Route } from '../../platform/web/index.ts';
import { mhcsRoles } from '../mhcs/roles.ts';
import { mineRoutes } from './mine.ts';
import { registerPaths } from './paths.ts';
import { asAtRoutes } from './routes-as-at.ts';
import { authorityRoutes } from './routes-authorities.ts';
import { entryRoutes } from './routes-entry.ts';
import { movementRoutes } from './routes-movements.ts';
import { patientRoutes } from './routes-patient.ts';
import { peopleRoutes } from './routes-people.ts';

/** The register of restricted patients: what the section keeps, and what the person reads of it. */
export const registerRoutes: readonly Route[] = [
  ...asAtRoutes,
  ...peopleRoutes,
  ...patientRoutes,
  ...entryRoutes,
  ...authorityRoutes,
  ...movementRoutes,
  ...mineRoutes,
];

/** The ways into the register. */
export function registerNavigation(actor: Actor): { href: string; text: TextKey }[] {
  if (holds(actor, 'subject')) return [{ href: registerPaths.mine(), text: 'register.my.nav' }];
  return holds(actor, ...mhcsRoles) ? [{ href: registerPaths.asAt(), text: 'register.asAt.nav' }] : [];
}
