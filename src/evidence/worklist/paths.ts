/** The addresses of what waits for a librarian, each written once. */
export const worklistPaths = {
  all: () => '/evidence/desk/work',
  /** The records that lack something, from a number on. */
  lacking: (what: string) => `/evidence/desk/work/without/${what}`,
  /** One of them, with a box for what it lacks. */
  fill: (what: string, number: number | ':number') => `/evidence/desk/work/without/${what}/${number}`,
  imports: () => '/evidence/desk/work/imports',
  seen: (id: number | ':import') => `/evidence/desk/work/imports/${id}/seen`,
  gradings: () => '/evidence/desk/work/gradings',
};
