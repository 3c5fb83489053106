type CaseId = number | ':caseId';

/** The addresses of the MAPPA part, each written once. What the person reads has an address that says nothing of it. */
export const mappaPaths = {
  cases: () => '/mappa',
  case: (caseId: CaseId) => `/cases/${caseId}/mappa`,
  refer: (caseId: CaseId) => `/cases/${caseId}/mappa/referral`,
  standing: (caseId: CaseId) => `/cases/${caseId}/mappa/standing`,
  comments: (caseId: CaseId) => `/cases/${caseId}/mappa/comments`,
  chair: (caseId: CaseId, comment: number | ':comment') => `/cases/${caseId}/mappa/comments/${comment}`,
  section: (caseId: CaseId) => `/mhcs/cases/${caseId}/mappa`,
  helped: (caseId: CaseId) => `/cases/${caseId}/agencies`,
  mine: () => '/my/agencies',
};
