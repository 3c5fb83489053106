type CaseId = number | ':caseId';
type Summary = number | ':summary';

/** The addresses of decision summaries, each written once. */
export const summaryPaths = {
  case: (caseId: CaseId) => `/mhcs/cases/${caseId}/summaries`,
  draft: (caseId: CaseId, summary: Summary) => `/mhcs/cases/${caseId}/summaries/${summary}`,
  issue: (caseId: CaseId, summary: Summary) => `/mhcs/cases/${caseId}/summaries/${summary}/issue`,
  mine: () => '/my/summaries',
  /** The same of somebody whom the reader helps. */
  helped: (caseId: CaseId) => `/people-i-help/${caseId}/summaries`,
};
