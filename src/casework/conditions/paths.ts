type CaseId = number | ':caseId';

/** The addresses of conditions put forward, each written once. */
export const conditionPaths = {
  all: () => '/mhcs/conditions',
  case: (caseId: CaseId) => `/mhcs/cases/${caseId}/conditions`,
  answer: (caseId: CaseId, condition: number | ':condition') =>
    `/mhcs/cases/${caseId}/conditions/${condition}`,
};
