/** Who a case is about: their name, day of birth, language and reference, and the team that has the case. */
export const whoPaths = { case: (caseId: number | ':caseId') => `/mhcs/cases/${caseId}/who` };
