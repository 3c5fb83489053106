type Number = number | ':number';

/** The addresses of the library, each written once. A record's own never changes and is never given away. */
export const evidencePaths = {
  search: () => '/evidence',
  byField: () => '/evidence/by-field',
  searchHelp: () => '/evidence/help',
  suggestions: () => '/evidence/suggestions',
  record: (number: Number) => `/evidence/${number}`,
};
