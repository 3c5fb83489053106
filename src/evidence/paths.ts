type Number = number | ':number';

/** The addresses of the library, each written once. A record's own never changes and is never given away. */
export const evidencePaths = {
  search: () => '/evidence',
  byField: () => '/evidence/by-field',
  pickTerms: () => '/evidence/by-field/terms',
  searchHelp: () => '/evidence/help',
  suggestions: () => '/evidence/suggestions',
  record: (number: Number) => `/evidence/${number}`,
  like: (number: Number) => `/evidence/${number}/like`,
  versions: (number: Number) => `/evidence/${number}/versions`,
  desk: () => '/evidence/desk',
  add: () => '/evidence/desk/add',
  change: (number: Number) => `/evidence/${number}/change`,
  withdraw: (number: Number) => `/evidence/${number}/withdraw`,
  takeBack: (number: Number) => `/evidence/${number}/take-back`,
  /** The records that somebody picked among results: to be cited or taken along together. */
  picked: () => '/evidence/picked',
  cite: (number: Number) => `/evidence/${number}/cite`,
  /** A record in a format, by what its files end with. */
  exported: (number: Number, format: string) => `/evidence/${number}.${format}`,
  export: () => '/evidence/export',
  api: () => '/api',
  apiDocument: () => '/api/openapi.json',
  apiSearch: () => '/api/evidence',
  apiRecord: (number: Number) => `/api/evidence/${number}`,
  oai: () => '/oai',
  openSearch: () => '/evidence/opensearch.xml',
  /** What a search finds, newest first, for a feed reader. */
  feed: () => '/evidence/feed.atom',
  sitemaps: () => '/sitemap.xml',
  robots: () => '/robots.txt',
  sitemap: (part: number | ':part') => `/sitemap/${part}.xml`,
};
