type CaseId = number | ':caseId';

/** The addresses of the register, each written once. */
export const registerPaths = {
  asAt: () => '/mhcs/register',
  entry: (caseId: CaseId) => `/mhcs/cases/${caseId}/register`,
  authorities: (caseId: CaseId) => `/mhcs/cases/${caseId}/register/authorities`,
  authority: (caseId: CaseId, authority: number | ':authority') =>
    `/mhcs/cases/${caseId}/register/authorities/${authority}`,
  movements: (caseId: CaseId) => `/mhcs/cases/${caseId}/register/movements`,
  movement: (caseId: CaseId, movement: number | ':movement') =>
    `/mhcs/cases/${caseId}/register/movements/${movement}`,
  particulars: (caseId: CaseId) => `/mhcs/cases/${caseId}/register/place`,
  mine: () => '/my/register',
};
