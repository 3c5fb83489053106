type Id = number | ':id';

/** The addresses of the Mental Health Casework Section, each written once; ':id' makes the pattern of a route. */
export const mhcsPaths = {
  worklist: () => '/mhcs/worklist',
  choose: () => '/mhcs/worklist/choose',
  allocateMany: () => '/mhcs/worklist/allocate',
  search: () => '/mhcs/search',
  case: (caseId: number | ':caseId') => `/mhcs/cases/${caseId}`,
  application: (id: Id) => `/mhcs/applications/${id}`,
  allocate: (id: Id) => `/mhcs/applications/${id}/allocate`,
  information: (id: Id) => `/mhcs/applications/${id}/information`,
  lateInformation: (id: Id) => `/mhcs/applications/${id}/information/late`,
  decision: (id: Id) => `/mhcs/applications/${id}/decision`,
  keepDecision: (id: Id) => `/mhcs/applications/${id}/decision/draft`,
  reply: (id: Id) => `/mhcs/applications/${id}/decision/reply`,
  letter: (id: Id) => `/mhcs/applications/${id}/decision/letter`,
  answer: (id: Id) => `/mhcs/applications/${id}/decision/answer`,
  sendToAuthorisation: (id: Id) => `/mhcs/applications/${id}/decision/send`,
  authorisations: () => '/mhcs/authorisations',
  authorisation: (id: Id) => `/mhcs/applications/${id}/authorisation`,
  sendBack: (id: Id) => `/mhcs/applications/${id}/authorisation/send-back`,
};
