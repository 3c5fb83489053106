type Id = number | ':caseId';

/** Who has somebody in their care: bringing them into the case, and letting them go. */
export const careTeamPaths = {
  case: (caseId: Id) => `/cases/${caseId}/care-team`,
  ownAccount: (caseId: Id) => `/cases/${caseId}/own-account`,
  end: (caseId: Id, standing: number | ':standing') => `/cases/${caseId}/care-team/${standing}/end`,
};
