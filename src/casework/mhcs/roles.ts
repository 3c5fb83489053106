import type { Actor } from '../../platform/database/index.ts';
import { holds, type Role } from '../../platform/web/index.ts';

/** Everybody in the Mental Health Casework Section who reads and decides; they come by the national door. */
export const mhcsRoles = [
  'caseworker',
  'team_manager',
  'deputy_head',
  'head_of_casework',
  'extremism_head',
] as const satisfies readonly Role[];

/** Those who lead more than one team and see all of them at once. */
export function leadsAllTeams(actor: Actor): boolean {
  return holds(actor, 'deputy_head', 'head_of_casework', 'extremism_head');
}

/** Those who may give work to somebody else; a caseworker only takes it. */
export function mayAllocate(actor: Actor): boolean {
  return leadsAllTeams(actor) || holds(actor, 'team_manager');
}

/** The casework team that the actor belongs to, if any. */
export function teamOf(actor: Actor): number | undefined {
  return actor.memberships.find(membership => membership.unitKind === 'mhcs_team')?.unitId;
}

/** The highest authority level that the actor holds in the section today. */
export function levelOf(actor: Actor): number {
  const levels = actor.memberships
    .filter(({ role }) => (mhcsRoles as readonly string[]).includes(role))
    .map(({ level }) => level ?? 0);
  return Math.max(0, ...levels);
}
