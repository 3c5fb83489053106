type Id = number | ':id';

/** The addresses of looking at a decision again, each written once; ':id' is that of the document. */
export const againPaths = {
  person: (id: Id) => `/my/documents/${id}/again`,
  clinical: (id: Id) => `/documents/${id}/again`,
  section: (id: Id) => `/mhcs/documents/${id}/again`,
  decline: (id: Id) => `/mhcs/documents/${id}/again/decline`,
};
