type Id = number | ':id';

/** The addresses of the person's own pages, each written once; ':id' makes the pattern of a route. */
export const personPaths = {
  home: () => '/my',
  application: (id: Id) => `/my/documents/${id}`,
  words: (id: Id) => `/my/documents/${id}/words`,
  answer: (id: Id) => `/my/documents/${id}/answer`,
  answerPdf: (id: Id) => `/my/documents/${id}/answer.pdf`,
  helped: () => '/people-i-help',
};
