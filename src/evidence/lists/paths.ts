type Id = number | ':id';

/** The addresses of reading lists. */
export const listPaths = {
  lists: () => '/evidence/lists',
  make: () => '/evidence/lists/new',
  /** Takes records as results are picked: `picked=1,2` and `number=3`. */
  add: () => '/evidence/lists/add',
  list: (id: Id) => `/evidence/lists/${id}`,
  change: (id: Id) => `/evidence/lists/${id}/change`,
  /** Takes `format=ris` and so on. */
  file: (id: Id) => `/evidence/lists/${id}/file`,
  share: (id: Id) => `/evidence/lists/${id}/share`,
  /** Its owner invites others, and lets them go. */
  together: (id: Id) => `/evidence/lists/${id}/together`,
  leave: (id: Id) => `/evidence/lists/${id}/leave`,
  /** An invitation to keep a list with its owner. */
  join: (token: string) => `/evidence/join/${token}`,
  remove: (id: Id) => `/evidence/lists/${id}/delete`,
  annotate: (id: Id, number: number | ':number') => `/evidence/lists/${id}/records/${number}`,
  /** A list as whoever has its link reads it. */
  shared: (token: string) => `/evidence/shared/${token}`,
  sharedFile: (token: string) => `/evidence/shared/${token}/file`,
};
