type Id = number | ':id';

/**
 * The addresses of the Mental Health Casework Section, each written once; ':id' makes the pattern of a route.
 * Deciding and authorising have their own in decision/paths.ts.
 */
export const mhcsPaths = {
  worklist: () => '/mhcs/worklist',
  choose: () => '/mhcs/worklist/choose',
  chooseColleague: () => '/mhcs/worklist/chosen',
  allocateMany: () => '/mhcs/worklist/allocate',
  search: () => '/mhcs/search',
  case: (caseId: number | ':caseId') => `/mhcs/cases/${caseId}`,
  application: (id: Id) => `/mhcs/documents/${id}`,
  allocate: (id: Id) => `/mhcs/documents/${id}/allocate`,
  goOn: (id: Id) => `/mhcs/documents/${id}/go-on`,
  information: (id: Id) => `/mhcs/documents/${id}/information`,
  lateInformation: (id: Id) => `/mhcs/documents/${id}/information/late`,
};
