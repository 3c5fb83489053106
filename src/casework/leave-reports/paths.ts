type Ask = number | ':ask';

/** Where the section asks for reports on completed leave, and where one is begun; each address once. */
export const leaveReportPaths = {
  case: (caseId: number | ':caseId') => `/mhcs/cases/${caseId}/leave-reports`,
  withdraw: (ask: Ask) => `/mhcs/leave-reports/${ask}/withdraw`,
  begin: (ask: Ask) => `/leave-reports/${ask}/report`,
};
