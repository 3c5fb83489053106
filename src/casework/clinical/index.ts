import type { Actor } from '../../platform/database/index.ts';
import type { TextKey } from '../../platform/language/index.ts';
import { holds, type Route } from '../../platform/web/index.ts';
import { consultees } from '../rules/leave-facts.ts';
import { applicationRoutes } from './application.ts';
import { careTeam } from './care-team.ts';
import { checkRoutes } from './check.ts';
import { consultationRoutes } from './consultations.ts';
import { consulteeRoutes } from './consultee.ts';
import { decisionRoutes } from './decision.ts';
import { informationRoutes } from './information.ts';
import { leaveRoutes } from './leave.ts';
import { partRoutes } from './part.ts';
import { clinicalPaths } from './paths.ts';
import { patientRoutes } from './patients.ts';
import { sectionRoutes } from './section.ts';
import { submitRoutes } from './submit.ts';
import { wordsRoutes } from './words.ts';

/** The hospital's side of leave: patients, applications, asking others, the decision, the leave itself. */
export const clinicalRoutes: readonly Route[] = [
  ...patientRoutes,
  ...applicationRoutes,
  ...sectionRoutes,
  ...partRoutes,
  ...checkRoutes,
  ...consultationRoutes,
  ...consulteeRoutes,
  ...wordsRoutes,
  ...submitRoutes,
  ...informationRoutes,
  ...decisionRoutes,
  ...leaveRoutes,
];

/** Where hospital staff and those who are consulted can go. */
export function clinicalNavigation(actor: Actor): { href: string; text: TextKey }[] {
  return [
    ...(holds(actor, ...careTeam)
      ? [{ href: clinicalPaths.patients(), text: 'casework.nav.patients' as const }]
      : []),
    ...(holds(actor, ...consultees)
      ? [{ href: clinicalPaths.myConsultations(), text: 'casework.nav.consultations' as const }]
      : []),
  ];
}

/** The page on which they begin. */
export function clinicalHome(actor: Actor): string | undefined {
  return clinicalNavigation(actor)[0]?.href;
}
