type CaseId = number | ':caseId';

/** The addresses of notices of a new address, each written once. */
export const addressPaths = {
  section: (caseId: CaseId) => `/mhcs/cases/${caseId}/address`,
  answer: (caseId: CaseId, notice: number | ':notice') => `/mhcs/cases/${caseId}/address/${notice}`,
  care: (caseId: CaseId) => `/cases/${caseId}/address`,
  mine: () => '/my/address',
};
