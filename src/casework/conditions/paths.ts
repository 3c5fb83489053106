type CaseId = number | ':caseId';

/** The addresses of conditions, each written once: those put forward, those of a discharge, and notices of a new address. */
export const conditionPaths = {
  all: () => '/mhcs/conditions',
  putForward: (caseId: CaseId) => `/mhcs/cases/${caseId}/conditions/put-forward`,
  answer: (caseId: CaseId, condition: number | ':condition') =>
    `/mhcs/cases/${caseId}/conditions/put-forward/${condition}`,
  held: (caseId: CaseId) => `/mhcs/cases/${caseId}/conditions`,
  set: (caseId: CaseId, standard?: string) =>
    `/mhcs/cases/${caseId}/conditions/set${standard ? `?standard=${standard}` : ''}`,
  /** Begun from a condition that a tribunal worded. */
  setWorded: (caseId: CaseId, { result, place }: { result: number; place: number }) =>
    `/mhcs/cases/${caseId}/conditions/set?result=${result}&place=${place}`,
  change: (caseId: CaseId, held: number | ':held') => `/mhcs/cases/${caseId}/conditions/${held}/change`,
  end: (caseId: CaseId, held: number | ':held') => `/mhcs/cases/${caseId}/conditions/${held}/end`,
  care: (caseId: CaseId) => `/cases/${caseId}/conditions`,
  mine: () => '/my/conditions',
};
