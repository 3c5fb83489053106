/** The addresses of this room, each written once. */
export const paths = {
  home: () => '/',
  language: () => '/language',
  accessibility: () => '/accessibility',
  privacy: () => '/privacy',
  signIn: () => '/sign-in',
  signInToDemonstration: () => '/sign-in/demonstration',
  code: (next = '/') => `/sign-in/code${nextOf(next)}`,
  recovery: (next = '/') => `/sign-in/recovery-code${nextOf(next)}`,
  secondFactor: (next = '/') => `/sign-in/second-factor${nextOf(next)}`,
  resume: () => '/sign-in/resume',
  signOut: () => '/sign-out',
  stay: () => '/session/stay',
  invitation: (token: string) => `/invitation/${token}`,
  account: () => '/account',
  passphrase: () => '/account/passphrase',
  accountSecondFactor: () => '/account/second-factor',
  signOutEverywhere: () => '/account/sign-out-everywhere',
  administration: () => '/administration',
  invite: () => '/administration/invite',
  administered: (account: number | ':id') => `/administration/accounts/${account}`,
  memberships: (account: number | ':id') => `/administration/accounts/${account}/roles`,
  endMembership: (account: number | ':id') => `/administration/accounts/${account}/roles/end`,
  endAccount: (account: number | ':id') => `/administration/accounts/${account}/end`,
  reopenAccount: (account: number | ':id') => `/administration/accounts/${account}/reopen`,
  renewInvitation: (account: number | ':id') => `/administration/accounts/${account}/invitation`,
  signOutAccount: (account: number | ':id') => `/administration/accounts/${account}/sign-out`,
  units: () => '/administration/units',
  unit: (unit: number | ':id') => `/administration/units/${unit}`,
  unitsBelow: (unit: number | ':id') => `/administration/units/${unit}/below`,
  endUnit: (unit: number | ':id') => `/administration/units/${unit}/end`,
};

function nextOf(next: string): string {
  return next === '/' ? '' : `?next=${encodeURIComponent(next)}`;
}
