type Id = number | ':id';

/** The addresses of searches that are kept, and of the letters about them. */
export const alertPaths = {
  list: () => '/evidence/searches',
  save: () => '/evidence/searches/save',
  change: (id: Id) => `/evidence/searches/${id}`,
  look: (id: Id) => `/evidence/searches/${id}/look`,
  remove: (id: Id) => `/evidence/searches/${id}/delete`,
  /** Stands in every letter; whoever has it needs no account. A person is asked, a mail program has asked already. */
  stop: (token: string) => `/evidence/alerts/${token}/stop`,
  stopAsAsked: (token: string) => `/evidence/alerts/${token}/stop/yes`,
};
