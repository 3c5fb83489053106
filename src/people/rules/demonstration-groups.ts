/** What somebody does, as the list of demonstration accounts is grouped. */
export const groups = ['patients', 'hospital', 'consulted', 'mhcs', 'library', 'administration'] as const;
export type Group = (typeof groups)[number];

const groupOf: Readonly<Record<string, Group>> = {
  subject: 'patients',
  responsible_clinician: 'hospital',
  ward_staff: 'hospital',
  mha_office: 'hospital',
  clinical_supervisor: 'hospital',
  prison_healthcare: 'hospital',
  social_supervisor: 'consulted',
  advocate: 'consulted',
  solicitor: 'consulted',
  victim_liaison_officer: 'consulted',
  mappa_coordinator: 'consulted',
  offender_manager: 'consulted',
  counter_terrorism_manager: 'consulted',
  caseworker: 'mhcs',
  team_manager: 'mhcs',
  deputy_head: 'mhcs',
  head_of_casework: 'mhcs',
  extremism_head: 'mhcs',
  auditor: 'mhcs',
  librarian: 'library',
  evidence_grader: 'library',
  respondent: 'library',
  administrator: 'administration',
};

/** Sorts accounts into the groups, in their order; a group without an account is left out. */
export function inGroups<A extends { role: string }>(
  accounts: readonly A[],
): { group: Group; accounts: A[] }[] {
  return groups
    .map(group => ({ group, accounts: accounts.filter(account => groupOf[account.role] === group) }))
    .filter(({ accounts: inside }) => inside.length > 0);
}
