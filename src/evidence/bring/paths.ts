type Id = number | ':import';

/** The addresses of what comes into the library from files, each written once. */
export const bringPaths = {
  begin: () => '/evidence/import',
  import: (id: Id) => `/evidence/imports/${id}`,
  /** Which column of a table holds what. */
  columns: (id: Id) => `/evidence/imports/${id}/columns`,
  report: (id: Id) => `/evidence/imports/${id}/report`,
  run: (id: Id) => `/evidence/imports/${id}/run`,
  stop: (id: Id) => `/evidence/imports/${id}/stop`,
  end: (id: Id) => `/evidence/imports/${id}/end`,
  undo: (id: Id) => `/evidence/imports/${id}/undo`,
};
