type Id = number | ':caseId';

/** Where supervisors say that a report will be late, and where the section agrees when reports come. */
export const reportingPaths = {
  supervisors: (caseId: Id) => `/patients/${caseId}/discharge-reporting`,
  section: (caseId: Id) => `/mhcs/cases/${caseId}/discharge-reporting`,
};
