type Id = number | ':id';
type CaseId = number | ':caseId';

/** The addresses of cases before the tribunal, each written once. */
export const tribunalPaths = {
  ofCase: (caseId: CaseId) => `/mhcs/cases/${caseId}/tribunal`,
  refer: (caseId: CaseId) => `/mhcs/cases/${caseId}/tribunal/references`,
  applied: (caseId: CaseId) => `/mhcs/cases/${caseId}/tribunal/applications`,
  section: (id: Id) => `/mhcs/tribunals/${id}`,
  sectionSteps: (id: Id) => `/mhcs/tribunals/${id}/steps`,
  strikeStep: (id: Id, step: number | ':step') => `/mhcs/tribunals/${id}/steps/${step}/strike-out`,
  sectionWithheld: (id: Id) => `/mhcs/tribunals/${id}/withheld`,
  result: (id: Id) => `/mhcs/tribunals/${id}/result`,
  strikeResult: (id: Id) => `/mhcs/tribunals/${id}/result/strike-out`,
  ofPatient: (caseId: CaseId) => `/patients/${caseId}/tribunal`,
  list: () => '/tribunals',
  careTeam: (id: Id) => `/tribunals/${id}`,
  careTeamSteps: (id: Id) => `/tribunals/${id}/steps`,
  careTeamWithheld: (id: Id) => `/tribunals/${id}/withheld`,
  mine: () => '/my/tribunal',
  words: (id: Id) => `/my/tribunal/${id}/words`,
  helped: () => '/people-i-help/tribunal',
  helpedCase: (caseId: CaseId) => `/people-i-help/${caseId}/tribunal`,
};
