type Recall = number | ':recall';

/** The addresses of what is done about a recall; ':recall' is the document. */
export const recallPaths = {
  after: (id: Recall) => `/recalls/${id}`,
  duty: (id: Recall, duty: number | ':duty') => `/recalls/${id}/duties/${duty}`,
  replies: (id: Recall) => `/recalls/${id}/replies`,
  begin: (caseId: number | ':caseId') => `/mhcs/cases/${caseId}/recall`,
  urgent: (caseId: number | ':caseId') => `/mhcs/cases/${caseId}/recall/urgent`,
};
