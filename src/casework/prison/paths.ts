type Id = number | ':id';
type CaseId = number | ':caseId';

/** The addresses of a transfer from prison, beside those that all documents have. */
export const prisonPaths = {
  register: () => '/prison/register',
  bed: (document: Id) => `/documents/${document}/bed`,
  paper: (caseId: CaseId) => `/mhcs/cases/${caseId}/prison-transfer`,
  leave: (caseId: CaseId) => `/mhcs/cases/${caseId}/leave-in-prison`,
};
