/** The addresses of what is counted in the library; both take the state of a search. */
export const figurePaths = {
  page: () => '/evidence/figures',
  file: () => '/evidence/figures.csv',
};
