/** The address of the numbers of the person of a case. */
export const identifierPaths = {
  identifiers: (caseId: number | ':caseId') => `/mhcs/cases/${caseId}/identifiers`,
};
