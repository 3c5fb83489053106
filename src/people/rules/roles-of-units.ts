import type { Role } from '../../platform/web/index.ts';

/** The kinds of unit, from the whole service down to a ward. */
export const unitKinds = [
  'system',
  'provider',
  'hospital',
  'ward',
  'mhcs',
  'mhcs_team',
  'probation_area',
  'advocacy_service',
  'solicitors_firm',
  'prison',
  'library',
  'addressee',
] as const;
export type UnitKind = (typeof unitKinds)[number];
type StaffRole = Exclude<Role, 'subject'>;

/** Which roles there are in a unit of which kind; access.role_fits() in migrations/0002 holds the same. */
export const rolesOf: Readonly<Record<UnitKind, readonly StaffRole[]>> = {
  system: ['administrator'],
  provider: ['administrator', 'social_supervisor', 'clinical_supervisor'],
  hospital: [
    'administrator',
    'responsible_clinician',
    'mha_office',
    'social_supervisor',
    'clinical_supervisor',
  ],
  ward: ['ward_staff', 'responsible_clinician'],
  mhcs: ['administrator', 'deputy_head', 'head_of_casework', 'extremism_head', 'auditor'],
  mhcs_team: ['caseworker', 'team_manager', 'deputy_head', 'head_of_casework'],
  probation_area: [
    'administrator',
    'victim_liaison_officer',
    'mappa_coordinator',
    'offender_manager',
    'counter_terrorism_manager',
  ],
  advocacy_service: ['administrator', 'advocate'],
  solicitors_firm: ['administrator', 'solicitor'],
  prison: ['administrator', 'prison_healthcare'],
  library: ['administrator', 'librarian', 'evidence_grader'],
  addressee: ['administrator', 'respondent'],
};

/** The kinds of unit that can stand below one of this kind; access.parent_kind_of() holds the same. */
export const kindsBelow: Readonly<Record<UnitKind, readonly UnitKind[]>> = {
  system: [
    'provider',
    'mhcs',
    'probation_area',
    'advocacy_service',
    'solicitors_firm',
    'prison',
    'library',
    'addressee',
  ],
  provider: ['hospital'],
  hospital: ['ward'],
  ward: [],
  mhcs: ['mhcs_team'],
  mhcs_team: [],
  probation_area: [],
  advocacy_service: [],
  solicitors_firm: [],
  prison: [],
  library: [],
  addressee: [],
};

/** The levels of delegated authority; what each may decide is dated data of the casework room. */
export const authorityLevels = [1, 2, 3, 4, 5, 6, 7, 8, 9] as const;

const withLevel = new Set<string>([
  'caseworker',
  'team_manager',
  'deputy_head',
  'head_of_casework',
  'extremism_head',
]);

/** True for the roles of MHCS that decide by delegated authority; access.has_authority_level() holds the same. */
export function hasAuthorityLevel(role: string): boolean {
  return withLevel.has(role);
}

/** True when a unit of this kind has this role. */
export function roleFits(role: string, kind: string): role is StaffRole {
  return isUnitKind(kind) && rolesOf[kind].includes(role as StaffRole);
}

export function isUnitKind(kind: string): kind is UnitKind {
  return (unitKinds as readonly string[]).includes(kind);
}
