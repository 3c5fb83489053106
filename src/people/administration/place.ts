import type { Translate } from '../../platform/language/index.ts';
import { type Body, type FieldProblem, one } from '../../platform/web/index.ts';
import type { AdministeredUnit } from '../queries/units.ts';
import {
  authorityLevels,
  hasAuthorityLevel,
  isUnitKind,
  roleFits,
  rolesOf,
} from '../rules/roles-of-units.ts';
import { kindText, roleText } from '../texts.ts';

/** A role in a unit, as it was chosen. */
export type Place = { role: string; level: number | null };

/** What can be chosen in a unit: its roles, and levels when one of them has them. */
export function choicesIn(t: Translate, unit: AdministeredUnit) {
  const roles = isUnitKind(unit.kind) ? rolesOf[unit.kind] : [];
  return {
    roles: roles.map(role => ({ value: role, text: roleText(t, { role, level: null }) })),
    levels: roles.some(hasAuthorityLevel)
      ? authorityLevels.map(level => ({ value: level, text: String(level) }))
      : [],
  };
}

/** The units of a select, each under the one in which it stands; those that have ended are left out. */
export function unitChoices(t: Translate, units: readonly AdministeredUnit[]) {
  return units
    .filter(unit => unit.endedOn === null)
    .map(({ id, depth, name, kind }) => ({
      value: id,
      // No-break spaces: a select drops others.
      text: `${'\u00a0\u00a0\u00a0'.repeat(depth)}${name} (${kindText(t, kind)})`,
    }));
}

/** Reads role and level; the role must be one of the unit's, and a level stands with the roles that need it. */
export function readPlace(
  t: Translate,
  body: Body,
  unit: AdministeredUnit,
): { place: Place } | { problems: FieldProblem[] } {
  const role = one(body, 'role');
  if (!roleFits(role, unit.kind))
    return { problems: [{ field: 'role', text: t('people.invite.roleEmpty') }] };
  if (!hasAuthorityLevel(role)) return { place: { role, level: null } };
  const level = authorityLevels.find(each => String(each) === one(body, 'level'));
  if (level === undefined) return { problems: [{ field: 'level', text: t('people.invite.levelEmpty') }] };
  return { place: { role, level } };
}
