type Id = number | ':repository';
type Record = number | ':record';

/** The addresses of what is harvested from other libraries, each written once. */
export const harvestPaths = {
  all: () => '/evidence/repositories',
  repository: (id: Id) => `/evidence/repositories/${id}`,
  ask: (id: Id) => `/evidence/repositories/${id}/ask`,
  begin: (id: Id) => `/evidence/repositories/${id}/begin`,
  run: (id: Id) => `/evidence/repositories/${id}/run`,
  stop: (id: Id) => `/evidence/repositories/${id}/stop`,
  pause: (id: Id) => `/evidence/repositories/${id}/pause`,
  resume: (id: Id) => `/evidence/repositories/${id}/resume`,
  remove: (id: Id) => `/evidence/repositories/${id}/remove`,
  offer: (id: Id, record: Record) => `/evidence/repositories/${id}/offers/${record}`,
  keep: (id: Id, record: Record) => `/evidence/repositories/${id}/offers/${record}/keep`,
  seen: (id: Id, record: Record) => `/evidence/repositories/${id}/gone/${record}`,
};
