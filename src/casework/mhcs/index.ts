import type { Actor } from '../../platform/database/index.ts';
import type { TextKey } from '../../platform/language/index.ts';
import { holds, type Route } from '../../platform/web/index.ts';
import { duplicatePaths } from '../duplicates/paths.ts';
import { duplicateRoutes } from '../duplicates/routes.ts';
import { decisionRoutes } from './decision/index.ts';
import { decisionPaths } from './decision/paths.ts';
import { identifierRoutes } from './identifiers/routes.ts';
import { mhcsPaths } from './paths.ts';
import { mhcsRoles } from './roles.ts';
import { allocateRoutes } from './routes-allocate.ts';
import { applicationRoutes } from './routes-application.ts';
import { caseRoutes } from './routes-case.ts';
import { informationRoutes } from './routes-information.ts';
import { searchRoutes } from './routes-search.ts';
import { worklistRoutes } from './routes-worklist.ts';
import { whoRoutes } from './who/routes.ts';

/** The pages of the Mental Health Casework Section. */
export const mhcsRoutes: readonly Route[] = [
  ...worklistRoutes,
  ...searchRoutes,
  ...allocateRoutes,
  ...caseRoutes,
  ...applicationRoutes,
  ...informationRoutes,
  ...identifierRoutes,
  ...whoRoutes,
  ...duplicateRoutes,
  ...decisionRoutes,
];

/** Where somebody of the section can go. */
export function mhcsNavigation(actor: Actor): { href: string; text: TextKey }[] {
  if (!holds(actor, ...mhcsRoles)) return [];
  return [
    { href: mhcsPaths.worklist(), text: 'mhcs.worklist.title' },
    { href: decisionPaths.queue(), text: 'mhcs.authorise.title' },
    { href: duplicatePaths.all(), text: 'duplicates.title' },
  ];
}

/** The page on which the section begins its day. */
export function mhcsHome(actor: Actor): string | undefined {
  return holds(actor, ...mhcsRoles) ? mhcsPaths.worklist() : undefined;
}
