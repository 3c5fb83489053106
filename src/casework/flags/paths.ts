/** The address of the flags of a case. */
export const flagPaths = {
  case: (caseId: number | ':caseId') => `/mhcs/cases/${caseId}/flags`,
};
