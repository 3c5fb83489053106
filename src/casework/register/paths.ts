import { addressWith } from '../../platform/web/index.ts';

type CaseId = number | ':caseId';

/** The addresses of the register, each written once. */
export const registerPaths = {
  asAt: () => '/mhcs/register',
  people: () => '/mhcs/register/people',
  newPatient: () => '/mhcs/register/new',
  entry: (caseId: CaseId) => `/mhcs/cases/${caseId}/register`,
  authorities: (caseId: CaseId) => `/mhcs/cases/${caseId}/register/authorities`,
  authority: (caseId: CaseId, authority: number | ':authority') =>
    `/mhcs/cases/${caseId}/register/authorities/${authority}`,
  movements: (caseId: CaseId) => `/mhcs/cases/${caseId}/register/movements`,
  movement: (caseId: CaseId, movement: number | ':movement') =>
    `/mhcs/cases/${caseId}/register/movements/${movement}`,
  particulars: (caseId: CaseId) => `/mhcs/cases/${caseId}/register/place`,
  mine: () => '/my/register',
  /** The same of somebody whom the reader helps. */
  helped: (caseId: CaseId) => `/people-i-help/${caseId}/register`,
};

/** What a list of the register was narrowed to. */
export type AsAtList = {
  readonly status?: string | undefined;
  readonly family?: string | undefined;
  readonly page?: number;
};

/** A page of the register as at a day, with what was chosen. */
export function asAtHref(path: string, day: Temporal.PlainDate, chosen: AsAtList = {}): string {
  return addressWith(path, { 'on-day': day.day, 'on-month': day.month, 'on-year': day.year, ...chosen });
}
