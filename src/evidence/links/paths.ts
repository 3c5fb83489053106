type Number = number | ':number';

/** The addresses of the library's work on links, each written once. */
export const linkPaths = {
  all: () => '/evidence/desk/links',
  csv: () => '/evidence/desk/links.csv',
  link: (number: Number) => `/evidence/${number}/link`,
  move: (number: Number) => `/evidence/${number}/link/move`,
  ask: (number: Number) => `/evidence/${number}/link/ask`,
};
