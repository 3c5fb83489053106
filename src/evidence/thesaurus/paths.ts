type Id = number | ':id';

/** The addresses of the thesaurus. */
export const termPaths = {
  list: () => '/evidence/terms',
  /** The terms of which a name begins with a letter. */
  letter: (letter: string) => `/evidence/terms?letter=${encodeURIComponent(letter)}`,
  tree: () => '/evidence/terms/tree',
  /** The whole of it for other programs. */
  download: () => '/evidence/terms/terms.ttl',
  add: () => '/evidence/terms/add',
  unmapped: () => '/evidence/terms/unmapped',
  /** The keywords that were left outside. */
  left: () => '/evidence/terms/unmapped/left',
  /** Choosing a term for a keyword by its name. */
  choose: () => '/evidence/terms/unmapped/choose',
  one: (id: Id) => `/evidence/terms/${id}`,
  change: (id: Id) => `/evidence/terms/${id}/change`,
  merge: (id: Id) => `/evidence/terms/${id}/merge`,
  /** Taking a term out again of the one into which it went. */
  apart: (id: Id) => `/evidence/terms/${id}/apart`,
};
